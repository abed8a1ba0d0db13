/// A run as it reads in a terminal, while it goes on and when it has ended.
@NullMarked
package io.sluice.app.cli.follow;

import org.jspecify.annotations.NullMarked;
