/// A template shown at work in the terminal, from the simulated event to the kept promise.
@NullMarked
package io.sluice.app.cli.demo;

import org.jspecify.annotations.NullMarked;
