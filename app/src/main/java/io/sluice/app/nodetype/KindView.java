package io.sluice.app.nodetype;

import java.util.List;

/// A kind of node that the engine itself knows.
record KindView(String id, String title, String summary) {
    static final List<KindView> ALL =
            List.of(
                    new KindView("start", "Start", "Where a run begins: a trigger."),
                    new KindView("task", "Task", "Does the work of a node type."),
                    new KindView("choice", "Choice", "Takes the first way whose condition holds."),
                    new KindView("fork", "Fork", "Goes every way at once."),
                    new KindView("join", "Join", "Waits for every way in."),
                    new KindView("wait", "Wait", "For a time, a moment, a message or a condition."),
                    new KindView("approval", "Approval", "Asks a person."),
                    new KindView("boundary", "Boundary", "Leads away on an error or after a time."),
                    new KindView("end", "End", "Ends the path."));
}
