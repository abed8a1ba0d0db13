/// Receivers of events: Splunk's HTTP Event Collector, any webhook, syslog.
@NullMarked
package io.sluice.sandbox.siem;

import org.jspecify.annotations.NullMarked;
