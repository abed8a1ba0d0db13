/// Groups of people.
@NullMarked
package io.sluice.app.group;

import org.jspecify.annotations.NullMarked;
