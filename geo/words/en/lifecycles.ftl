step-visit-draft = Visit { $subject } is a draft; it can only be saved again or submitted.
step-visit-submitted = Visit { $subject } has been submitted; it can only be confirmed or returned by an officer.
step-visit-confirmed = Visit { $subject } is confirmed and stays as signed; it can only be amended, which submits it anew.
step-visit-returned = Visit { $subject } was returned; it can only be corrected and submitted again.
step-lead-new = Lead { $subject } is new; it can only be assigned, confirmed with a finding, or ruled out with a reason.
step-lead-assigned = Lead { $subject } is assigned; it can only be confirmed with a finding, ruled out with a reason, or taken back.
step-lead-confirmed = Lead { $subject } is confirmed; it can only be assigned again for another look.
step-lead-ruled-out = Lead { $subject } was ruled out; it can only be assigned again for another look.
step-finding-reported = Finding { $subject } is reported; it must first be held for the police: do not pull, mark, photograph, step back, call.
step-finding-held = Finding { $subject } is held for the police; it can only be counted next, with an exact, provisional or police count.
step-finding-counted = Finding { $subject } is counted; it can only be counted again or eradicated.
step-finding-eradicated = Finding { $subject } is eradicated; only a revisit can find it gone or grown again.
step-finding-verified-gone = Finding { $subject } is verified gone; only a revisit that sees regrowth reopens it.
step-finding-reopened = Finding { $subject } is reopened; it must be held for the police again before it is counted.
step-ground-open = Cell { $subject } is open; it can only be suspended or restricted.
step-ground-suspended = Cell { $subject } is suspended; it can only be resumed or restricted.
step-ground-restricted = Cell { $subject } is restricted; it can only be resumed or suspended.
step-ground-resumed = Cell { $subject } is open again; it can only be suspended or restricted.
visit-unknown = Visit { $visit }: the records hold no such visit; list the visits and choose one of them.
visit-column = Visit { $visit }: a survey record has no entry “{ $name }”; leave it out or name one of: { $known }.
visit-no-ground = Visit { $visit }: it names neither a village nor a cell; say which ground was surveyed.
visit-no-track = Visit { $visit }: it stands on a track but names none; add the track, or make it a paper visit.
visit-lost-track = Visit { $visit }: track { $track } is not on record; take the track in first.
visit-track-owner = Visit { $visit }: track { $track } belongs to visit { $other } already; take it out of one of the two.
visit-abreast = Visit { $visit }: walking abreast needs at least two walkers and their spacing in metres; enter both, or choose in file.
visit-file = Visit { $visit }: in file only one lane is seen, so walkers is 1 and there is no spacing; choose abreast if they walked side by side.
visit-not-nothing = Visit { $visit }: it says nothing found, but finding { $finding } belongs to it; correct one of the two.
visit-return-reason = Visit { $visit }: a visit is returned with a reason; write what is to be corrected.
visit-changed = Visit { $visit }: its contents do not match what was signed; put back a backup and check the log with tacha audit verify.
visit-pod-gap = Visit { $visit }: own judgement { $own } % and the tracks' { $computed } % are over { $limit } points apart; talk it over, neither is averaged.
visit-self-confirmed = Visit { $visit }: submitted and confirmed by the same person; it is marked self-confirmed.
finding-unknown = Finding { $finding }: the records hold no such finding; list the findings and choose one of them.
finding-not-crop = Finding { $finding } is neither opium poppy nor cannabis; nothing is to be held or counted, correct the species if that is wrong.
finding-unidentified = Finding { $finding }: what grows there is still to be identified; say poppy, cannabis or other before it is counted.
finding-identified-late = Finding { $finding } has been counted already; its species was settled with the count and stays.
finding-police-number = Finding { $finding }: a police count needs the number of its document; enter the number, or choose exact or provisional.
finding-count-kind = Finding { $finding }: a count is exact, provisional or the police's; say which of these it is.
finding-count = Finding { $finding }: the count must be a number of plants of 0 or more; correct it.
finding-fewer-destroyed = Finding { $finding }: { $counted } plants are counted but { $destroyed } destroyed; count again first, then enter the destruction.
finding-method = Finding { $finding }: say by which method it was destroyed.
finding-destroyed-early = Finding { $finding }: the destruction on { $day } lies before the day it was found, { $found }; correct the date.
finding-provisional = Finding { $finding }: the count is an estimate; 500 and 3,000 plants are legal thresholds, so bring an exact or a police count.
lead-unknown = Lead { $lead }: the records hold no such lead; list the leads and choose one of them.
lead-differs = Lead { $lead }: a lead of this name with other contents is on record, and records are never overwritten; give the new one another name.
lead-reason = Lead { $lead }: it is ruled out with what it turned out to be; choose one of: { $allowed }.
lead-other-finding = Lead { $lead }: finding { $finding } answers lead { $other } already; choose another finding.
place-differs = Place { $place }: a place of this name with other contents is on file; give the new one another name.
revisit-unknown = Revisit { $revisit }: the records hold no such revisit; list the revisits and choose one of them.
revisit-done = Revisit { $revisit } was made on { $day }; a look that was made stays as it is, enter the new look at another revisit.
revisit-early = Revisit { $revisit }: the look on { $day } lies before the destruction on { $gone }; correct the date.
revisit-outcome = Revisit { $revisit }: a look finds the place gone or grown again; choose gone or regrowth.
outcome-stop = Stop { $stop }: no plan on record has such a stop; choose a stop of the plan.
outcome-reason = Stop { $stop }: a stop that was not done needs its reason; choose one of: { $allowed }.
outcome-no-reason = Stop { $stop }: a stop that was done has no reason; leave it out.
outcome-rises = Cell { $cell }: planned and not reached { $times } times since { $since }; somebody has to decide about it.
decision-figures = Cell { $cell }: ground is never suspended without the figures that were shown; open the cell and sign there.
decision-reason = Cell { $cell }: a person decides and not a figure; write the reason.
observed-differs = Observed stage { $observed }: one of this name with other contents is on record; give the new one another name.
finding-count-weaker = Finding { $finding }: the count on record stands on more than this one; a police count gives way to a police count only, an exact one to no estimate.
revisit-overdue = Revisit { $revisit } is overdue by { $days } days; send somebody to look at the place.
debrief-sign-clearing = fresh clearing
debrief-sign-pipe = water pipe
debrief-sign-film = plastic film
debrief-sign-stalks = old stalks
debrief-sign-bags = empty seed bags
debrief-sign-other = other sign
debrief-sign-unknown = Visit { $visit }: there is no sign of kind “{ $what }”; choose one of: { $known }.
step-village-open = Village { $subject } is not signed off, so there is no signature to revoke.
step-village-signed = Village { $subject } is signed off for this season; to change that, revoke it first (--revoke) and say why.
    .screen = Village { $subject } is signed off for this season; to change that, revoke it under Returns, Villages and say why.
step-village-revoked = The signature of village { $subject } has been revoked; it can only be signed off anew.
sign-off-figures = Village { $village }: nothing is signed off without the figures that were shown; compute its coverage first, then sign.
sign-off-reason = Village { $village }: a person signs and not a figure; write the reason with --reason.
    .screen = Village { $village }: a person signs and not a figure; write the reason.
decision-no-cell = { $place }: there is no cell “{ $cell }”; the nearest names are { $suggestion }.
decision-done = Cell { $cell } ({ $village }) is { $state ->
        [suspended] suspended
        [restricted] restricted
       *[resumed] open to search again
    }; chance of detection when signed { $pod } %, { $left } plots expected left.
visits-waiting = { $visit_id }: { $visited_on }, team { $team_id }, { $village_id } { $area }, { $source ->
        [paper] on paper
       *[track] with track
    }, { $persons } persons, { $hours } h, { $ground ->
        [cells] { $cells } cells
        [areas] { $by_area } cells through the areas it names
        [tracks] on { $tracks } tracks
       *[none] no ground declared
    }, { $formation ->
        [abreast] { $walkers } abreast
        [file] in file
       *[none] formation not asked
    }, { $nothing_found ->
        [True] nothing found
       *[False] something found
    }; submitted by { $submitted_by }
visits-none-waiting = No visit waits for a signature.
visits-confirmed = { $visit } is confirmed; content hash { $hash }.
visits-returned = { $visit } was returned: { $reason }
visits-none-such = There is no visit in that state.
visits-debriefed = { $visit }: the debrief is on record, { $walkers ->
    [1] each track counts as one searcher
   *[other] each track counts { $walkers } abreast
}; { $state ->
    [draft] still a draft, submit it with tacha visits submit
   *[submitted] submitted, waits to be confirmed
}.
visits-submitted = { $visit } is submitted; content hash { $hash }.
visits-sign-lead = · sign on record as lead { $lead }
debrief-sign-place = Visit { $visit }: no sign can be read from “{ $text }”; write KIND,LON,LAT,NOTE such as clearing,104.612,33.505,by the gully.
