# Windows and teams changed on the screens
arrange-teams-file = The teams come from the file { $file } and cannot be changed here; change the file and take it in again under “Inputs”.
arrange-no-team = There is no team “{ $team }”; load the screen again and choose.
arrange-no-village = There is no village “{ $village }”; load the screen again and choose.
