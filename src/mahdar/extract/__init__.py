"""One package for each kind of finding: names, statements, times, meetings, pledges, places."""
