# Lists of findings and leads
findings-row = { $finding_id }: { $found_on }, { $village }, { $species ->
        [poppy] opium poppy
        [cannabis] cannabis
        [other] other
       *[to_identify] to be identified
    }, { $state ->
        [reported] reported
        [held] held for police
        [counted] counted
        [eradicated] eradicated
        [verified_gone] verified gone
       *[reopened] reopened
    }, { $plants } plants{ $counted ->
        [exact] {" "}(exact)
        [provisional] {" "}(provisional)
        [police] {" "}(police { $police_number })
       *[none] {""}
    }, { $area_m2 } m2
findings-look = · revisit { $revisit }: by { $due }
revisits-row = Revisit { $revisit_id } ({ $village }): { $opens_on } to { $due_on }, { $when ->
        [overdue] overdue by { $days_over } days
        [ready] to be made now
       *[later] not yet
    }
revisit-entered = Revisit { $revisit }: { $outcome ->
        [gone] verified gone
       *[regrowth] grown again, the finding is reopened
    }.
findings-none = No finding waits, and no revisit is due.
leads-row = { $lead_id }: { $reported_on }, { $kind ->
        [tip] tip
        [satellite] satellite mark
        [drone] drone
        [place] place to check
       *[sign] sign
    }, { $village }, { $placed ->
        [yes] { $lon }, { $lat }
       *[no] known by village only
    }, { $state ->
        [new] new
        [assigned] assigned
        [confirmed] confirmed
       *[ruled_out] ruled out
    }; { $note }
leads-settled = Lead { $lead }: { $state ->
        [new] taken back
        [assigned] assigned
        [confirmed] confirmed as a finding
       *[ruled_out] ruled out
    }.
leads-none = No lead is to be checked.
lead-place = Longitude { $lon }, latitude { $lat } is no place on Earth; check their order and decimal points.
