/** What is kept about a person, in whatever table: told to the person, and removed. */
@NullMarked
package org.gatehouse.core.personal;

import org.jspecify.annotations.NullMarked;
