package io.sluice.app.approval;

import io.sluice.app.security.Caller;
import io.sluice.db.authored.FourEyes;
import io.sluice.db.authored.Workflows;
import io.sluice.db.query.RunQueries;
import io.sluice.engine.run.RunId;
import org.springframework.stereotype.Component;

/// Neither who began a run nor who drew or published its workflow may approve it.
@Component
class Separation {
    private final RunQueries runs;
    private final Workflows workflows;
    private final FourEyes fourEyes;

    Separation(RunQueries runs, Workflows workflows, FourEyes fourEyes) {
        this.runs = runs;
        this.workflows = workflows;
        this.fourEyes = fourEyes;
    }

    /// Whether somebody began the run, or drew or published what it runs. A token counts as its
    /// maker.
    boolean own(Caller person, RunId run) {
        var item = runs.find(person.project(), run);
        boolean requester = item.filter(one -> person.answersFor(one.startedBy())).isPresent();
        boolean author =
                item.map(one -> one.workflow())
                        .filter(ref ->
                                fourEyes.authors(ref).contains(person.person())
                                        || workflows
                                                .version(ref.id(), ref.version())
                                                .filter(version ->
                                                        version.publishedBy()
                                                                .equals(person.person()))
                                                .isPresent())
                        .isPresent();
        return requester || author;
    }
}
