/// What people were shown, and what they agreed to.
@NullMarked
package io.sluice.db.consent;

import org.jspecify.annotations.NullMarked;
