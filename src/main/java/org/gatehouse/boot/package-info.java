/**
 * The start: settings, database, migrations, the persistence unit, and what an operator reads in
 * the log.
 */
@NullMarked
package org.gatehouse.boot;

import org.jspecify.annotations.NullMarked;
