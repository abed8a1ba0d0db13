/// The application: the only module that knows all others. A package a resource.
@NullMarked
package io.sluice.app;

import org.jspecify.annotations.NullMarked;
