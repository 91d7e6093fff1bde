/**
 * Text from outside: names are normalised, bounded and refused with a rule; search words, pasted
 * links and typed codes are read generously. JSON is made and read. No HTTP, no database.
 */
@NullMarked
package org.gatehouse.core.text;

import org.jspecify.annotations.NullMarked;
