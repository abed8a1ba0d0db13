/// What people read: lists and details for the API.
@NullMarked
package io.sluice.db.query;

import org.jspecify.annotations.NullMarked;
