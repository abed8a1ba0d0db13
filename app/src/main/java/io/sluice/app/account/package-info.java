/// What people do with their own account.
@NullMarked
package io.sluice.app.account;

import org.jspecify.annotations.NullMarked;
