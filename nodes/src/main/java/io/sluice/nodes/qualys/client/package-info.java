/// The Qualys client: the only code that knows Qualys' addresses, formats and ways of saying no. FO
/// (forms and XML), QPS (JSON) and the gateway (JSON, tokens), each behind what a node wants of it.
@NullMarked
package io.sluice.nodes.qualys.client;

import org.jspecify.annotations.NullMarked;
