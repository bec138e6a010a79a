roles-refused = Account { $user } ({ $role ->
    [viewer] viewer
    [surveyor] surveyor
    [officer] officer
    [lead] lead
   *[admin] admin
}) may not { $action ->
    [read] look at records
    [add_track] hand in tracks
    [add_visit] hand in visits
    [add_finding] hand in findings
    [add_lead] hand in leads
    [add_observed] hand in observed stages
    [add_history] take in past years
    [confirm_visit] confirm visits
    [return_visit] return visits
    [sign_off] sign off a village
    [report] report
    [read_log] read the log
    [plan] plan
    [adopt] adopt a plan
    [hand_out] hand out routes
    [change_by_hand] change a plan by hand
    [decide_ground] decide on ground
    [close_season] close the season
    [manage_accounts] manage accounts
    [change_settings] change settings
    [backup] back up
   *[restore] put back a backup
}, and nothing was changed; ask someone who may, or have an admin change the role.
roles-refused-team = Account { $user } hands in what the own team ({ $own }) did, not what team “{ $team }” did; let that team hand it in.
roles-refused-scope = Account { $user } works in { $scope } only and this is about { $township }, so nothing was changed; ask someone of that township, or have an admin change the scope.
roles-refused-whole = Account { $user } works in { $scope } only and this is about the whole site, so nothing was changed; ask someone whose scope is the site, or have an admin change the scope.
roles-refused-own = Account { $user } may not confirm a visit handed in by the same account; let someone else confirm it.
roles-role-viewer = viewer
roles-role-surveyor = surveyor
roles-role-officer = officer
roles-role-lead = lead
roles-role-admin = admin
