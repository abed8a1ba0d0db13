/// What people author: workflows, connections, accounts, settings.
@NullMarked
package io.sluice.db.authored;

import org.jspecify.annotations.NullMarked;
