package org.gatehouse.web.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.gatehouse.core.access.AccessName;
import org.gatehouse.core.access.Datasource;
import org.gatehouse.core.access.Description;
import org.gatehouse.web.admin.Choices.Choice;
import org.gatehouse.web.admin.Choices.Option;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Boxes show what is so, keep what was sent, and lose nothing in between. */
class ChoicesTest {
  private final Datasource orders = datasource("orders");
  private final Datasource sales = datasource("sales");
  private final Datasource stock = datasource("stock");
  private final List<Datasource> all = List.of(orders, sales, stock);

  private static Datasource datasource(String name) {
    return new Datasource(UUID.randomUUID(), new AccessName(name), Description.NONE);
  }

  @Test
  void showsWhatIsTickedFirst() {
    Choices choices = choices(all, List.of("stock"), null);
    assertThat(choices.getItems())
        .extracting(one -> one.what().name())
        .containsExactly("stock", "orders", "sales");
    assertThat(choices.names()).containsExactly("stock");
    assertThat(choices.changed()).isEmpty();
  }

  @Test
  void keepsWhatWasSentInTheOrderOfBefore() {
    Choices choices = choices(all, List.of("stock"), sent(orders));
    assertThat(choices.getItems())
        .extracting(one -> one.what().name())
        .containsExactly("stock", "orders", "sales");
    assertThat(choices.getItems()).extracting(Choice::isTicked).containsExactly(false, true, false);
    assertThat(choices.changed()).contains(List.of("orders"));
  }

  @Test
  void tellsNothingTickedFromNothingSent() {
    assertThat(choices(all, List.of("stock"), sent()).changed()).contains(List.of());
    assertThat(choices(all, List.of("stock"), sent(stock)).changed()).isEmpty();
    assertThat(choices(all, List.of(), sent()).changed()).isEmpty();
  }

  @Test
  void namesWhatIsGoneSoThatItIsRefused() {
    Choices choices = choices(List.of(orders), List.of(), sent(orders, sales));
    assertThat(choices.names()).containsExactly("orders", sales.id().toString());
  }

  private static Choices choices(
      List<Datasource> all, List<String> before, String @Nullable [] sent) {
    return new Choices("field", all.stream().map(Option::of).toList(), before, sent);
  }

  private static String[] sent(Datasource... ticked) {
    return Stream.concat(Stream.of(""), Stream.of(ticked).map(one -> one.id().toString()))
        .toArray(String[]::new);
  }
}
