package org.gatehouse.core.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gatehouse.core.net.AddressRange;
import org.gatehouse.core.net.Loopback;
import org.gatehouse.core.settings.Settings.Monitoring;
import org.gatehouse.core.settings.Settings.Traces;

/** Reads who may see the metrics, and who is told of requests. */
final class MonitoringReader {
  private static final String NETWORKS = "GATEHOUSE_METRICS_NETWORKS";
  private static final String TOKEN = "GATEHOUSE_METRICS_TOKEN";

  private static final String COLLECTOR = "GATEHOUSE_TRACES_COLLECTOR";
  private static final String PERCENT = "GATEHOUSE_TRACES_PERCENT";

  private static final Pattern ADDRESS =
      Pattern.compile(
          "https?://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(:[0-9]{1,5})?/[A-Za-z0-9/._~-]*");

  private MonitoringReader() {}

  static Monitoring read(SettingTexts texts) {
    List<AddressRange> networks = texts.addressRanges(NETWORKS);
    if (networks.stream().anyMatch(range -> range.bits() == 0)) {
      texts.mistake(
          NETWORKS + " must not have a range that ends in /0: the metrics are not for everybody.");
    }
    Optional<String> token = texts.secret(TOKEN);
    if (token.filter(text -> !text.matches("[A-Za-z0-9._~+/=-]{32,256}")).isPresent()) {
      texts.mistake(
          TOKEN
              + " must have 32 to 256 letters, digits and signs of ._~+/=-, as `openssl rand -hex 32`"
              + " prints them.");
    }
    return new Monitoring(networks, token, traces(texts));
  }

  private static Optional<Traces> traces(SettingTexts texts) {
    int percent = texts.integer(PERCENT, 10, 1, 100);
    Optional<URI> collector =
        texts.optional(COLLECTOR).flatMap(typed -> address(texts, typed.strip()));
    if (texts.optional(PERCENT).isPresent() && texts.optional(COLLECTOR).isEmpty()) {
      texts.mistake(COLLECTOR + " must be set for " + PERCENT + " to mean anything.");
    }
    return collector.map(address -> new Traces(address, percent));
  }

  private static Optional<URI> address(SettingTexts texts, String typed) {
    Optional<URI> address =
        Optional.of(typed).filter(text -> ADDRESS.matcher(text).matches()).map(URI::create);
    if (address.map(URI::getHost).isEmpty()) {
      texts.mistake(
          COLLECTOR
              + " must be an address such as http://localhost:4318/v1/traces, without a query.");
      return Optional.empty();
    }
    if (address.filter(MonitoringReader::isReadable).isPresent()) {
      texts.mistake(
          COLLECTOR
              + " must begin with https:// unless it names this machine (localhost): traces tell who"
              + " did what.");
    }
    return address;
  }

  private static boolean isReadable(URI address) {
    return "http".equals(address.getScheme()) && !Loopback.isNamedBy(address.getHost());
  }
}
