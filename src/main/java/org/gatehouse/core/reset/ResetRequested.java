package org.gatehouse.core.reset;

/** Says that there is a request to look at. Fired as a CDI event. */
public record ResetRequested() {}
