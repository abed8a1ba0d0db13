/// Lines, columns and colours, and what a process finds around it.
@NullMarked
package io.sluice.app.cli.terminal;

import org.jspecify.annotations.NullMarked;
