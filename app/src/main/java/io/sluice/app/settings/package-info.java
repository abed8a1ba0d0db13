/// What an administrator decides for the installation.
@NullMarked
package io.sluice.app.settings;

import org.jspecify.annotations.NullMarked;
