/// People.
@NullMarked
package io.sluice.app.user;

import org.jspecify.annotations.NullMarked;
