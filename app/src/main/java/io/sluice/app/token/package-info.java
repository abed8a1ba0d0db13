/// Tokens of programs.
@NullMarked
package io.sluice.app.token;

import org.jspecify.annotations.NullMarked;
