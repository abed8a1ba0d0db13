/// What is granted on single workflows and connections.
@NullMarked
package io.sluice.app.grant;

import org.jspecify.annotations.NullMarked;
