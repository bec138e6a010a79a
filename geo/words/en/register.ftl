register-outside = Longitude { $lon }, latitude { $lat } lies in no village's cells; click a coloured cell first.
register-tomorrow = The finding's day { $day } is after today ({ $today }); enter the day on which it was found.
