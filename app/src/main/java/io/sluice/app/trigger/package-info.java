/// What comes in from outside: webhooks, cloud events, wake-ups, schedules.
@NullMarked
package io.sluice.app.trigger;

import org.jspecify.annotations.NullMarked;
