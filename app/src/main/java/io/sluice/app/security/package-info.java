/// Who may do what: callers, roles, the one authorization point, sessions, tokens, the set-up.
@NullMarked
package io.sluice.app.security;

import org.jspecify.annotations.NullMarked;
