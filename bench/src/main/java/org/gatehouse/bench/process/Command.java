package org.gatehouse.bench.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a program is started.
 *
 * @param line the program and its arguments
 * @param environment what is added to the environment
 * @param folder in which it starts
 */
public record Command(List<String> line, Map<String, String> environment, Path folder) {}
