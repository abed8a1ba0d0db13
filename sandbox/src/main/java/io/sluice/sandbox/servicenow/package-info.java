/// The ServiceNow Table API, as an integration user sees it.
@NullMarked
package io.sluice.sandbox.servicenow;

import org.jspecify.annotations.NullMarked;
