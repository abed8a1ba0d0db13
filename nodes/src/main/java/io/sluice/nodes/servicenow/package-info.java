/// ServiceNow: incidents, change requests and their approval, over the Table API. The client in
/// here is the only code that knows ServiceNow's addresses and formats.
@NullMarked
package io.sluice.nodes.servicenow;

import org.jspecify.annotations.NullMarked;
