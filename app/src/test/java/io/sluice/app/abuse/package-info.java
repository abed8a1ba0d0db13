/// What people who mean harm would try, topic by topic.
@NullMarked
package io.sluice.app.abuse;

import org.jspecify.annotations.NullMarked;
