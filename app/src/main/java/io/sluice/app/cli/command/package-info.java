/// One class for each command.
@NullMarked
package io.sluice.app.cli.command;

import org.jspecify.annotations.NullMarked;
