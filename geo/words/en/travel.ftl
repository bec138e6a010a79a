error-base-off-road = { $file }: no drivable road within { $km } km of base “{ $place }”; check its coordinates (longitude first) or give a road file that covers it.
travel-base-far = Base “{ $place }” lies { $metres } m from the nearest drivable road; this stretch is counted in a straight line at the speed of a track. Please check its coordinates.
travel-roads-cut-off = { $nodes } road nodes cannot be driven to and back from any base; these roads are only walked.
travel-cells-unreachable = { $cells } of { $all } cells cannot be reached on foot (water, too steep or cut off); they are not planned.
