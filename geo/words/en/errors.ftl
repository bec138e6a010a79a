error-table = { $file }: table { $table }, column “{ $column }”: { $rule }{ $others ->
    [0] { "" }
   *[other] {" "}(and { $others } more)
}. Correct it and import again.
error-cancelled = Cancelled; nothing was kept.
error-unknown-key = { $file }: [{ $place }] has no entry “{ $name }”; did you mean “{ $suggestion }”?
error-setting-range = { $file }: { $place } cannot be { $value } (allowed: { $allowed }); correct it.
error-setting-kind = { $file }: { $place } cannot be “{ $value }”; write it like the default { $default }.
fault-missing-column = the column is missing
fault-empty = row { $row } is empty
fault-kind = row { $row }, “{ $value }”, is not of the kind that is needed ({ $kind })
fault-not-allowed = row { $row }, “{ $value }”, is not one of { $allowed }
fault-infinite = row { $row } is not a finite number
fault-too-low = row { $row }, { $value }, is below { $limit }
fault-too-high = row { $row }, { $value }, is above { $limit }
fault-duplicate-key = “{ $value }” stands twice
fault-no-crs = there is no CRS
