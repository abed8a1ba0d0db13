/// The command-line client. It speaks the same API as everybody and starts without Spring.
@NullMarked
package io.sluice.app.cli;

import org.jspecify.annotations.NullMarked;
