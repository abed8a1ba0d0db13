/// Tells others what happened: events for a SIEM, by webhook, Splunk's collector or syslog.
@NullMarked
package io.sluice.nodes.notify;

import org.jspecify.annotations.NullMarked;
