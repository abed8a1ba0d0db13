package io.sluice.app.cli.demo;

import io.sluice.app.cli.client.ApiClient;
import io.sluice.app.cli.client.Tree;
import io.sluice.app.cli.terminal.Screen;

/// Makes something happen in the simulated cloud that a template is there for.
interface Scenario {
    Subject begin(ApiClient api, Screen screen);

    /// What it happened to.
    interface Subject {
        /// By which the run that it started is known.
        String id();

        /// What the template promises of it, looked up in the outside world itself and not only in
        /// what the run says.
        Promise promise(Tree run, Tree world);
    }
}
