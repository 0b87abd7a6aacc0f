package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainer.LinkTest.Pair;
import org.chainer.LinkTest.Times;
import org.chainer.array.NDArray;
import org.junit.jupiter.api.Test;

class LinkListTest {

    @Test
    void namesArePositions() {
        Times a = new Times();
        Times b = new Times();
        Pair c = new Pair();
        ChainList list = new ChainList(a, b);
        list.insert(1, c);
        assertThat(list.namedParams().keySet())
                .containsExactly("/0/factor", "/1/own", "/1/first/factor", "/1/second/factor", "/2/factor");
        assertThat(b.name()).isEqualTo("2");
        assertThat(list.get(-1)).isSameAs(b);
        assertThat(list.remove(-2)).isSameAs(c);
        list.extend(List.of(c));
        list.append(new Times());
        list.set(0, c);
        assertThat(list.size()).isEqualTo(4);
        assertThat(list.iterator().next()).isSameAs(c);
        assertThatThrownBy(() -> list.get(4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> list.addLink(null)).hasMessageContaining("link 4 is null");
    }

    @Test
    void copiesOfLists() {
        ChainList list = new ChainList(new Times(), new Times());
        ChainList copy = (ChainList) list.copy(CopyMode.COPY);
        copy.addLink(new Times());
        assertThat(list.size()).isEqualTo(2);
        assertThat(copy.get(0)).isNotSameAs(list.get(0));
        assertThat(copy.get(0).name()).isEqualTo("0");
        assertThat(((Times) copy.get(1)).factor.item()).isEqualTo(((Times) list.get(1)).factor.item());
    }

    @Test
    void layersInARow() {
        Times a = new Times();
        a.factor.array().fill(2);
        Sequential layers = new Sequential(a, x -> x.add(1), a);
        assertThat(layers.apply(NDArray.of(3f)).item()).isEqualTo(14);
        assertThat(layers.namedParams().keySet()).containsExactly("/0/factor", "/2/factor");
        assertThat(layers.countByLayerType(Times.class)).isEqualTo(2);
        layers.insert(0, x -> x.neg());
        assertThat(layers.get(-1)).isSameAs(a);
        assertThat(layers.apply(NDArray.of(3f)).item()).isEqualTo(-10);
        assertThat(layers.remove(-1)).isSameAs(a);
        layers.removeIf(Times.class::isInstance);
        assertThat(layers.apply(NDArray.of(3f)).item()).isEqualTo(-2);
        layers.clear();
        assertThat(layers.apply(NDArray.of(3f)).item()).isEqualTo(3);
        assertThatThrownBy(() -> layers.append(null)).hasMessageContaining("layer 0 is null");
    }

    @Test
    void nestedSequences() {
        Sequential inner = new Sequential(new Times(), x -> x);
        Sequential outer = new Sequential(inner, new Sequential(new Times(), inner));
        assertThat(outer.flatten().size()).isEqualTo(5);
        assertThat(outer.namedParams().keySet()).containsExactly("/0/0/factor", "/1/0/factor", "/1/1/0/factor");
        Sequential copy = (Sequential) outer.copy(CopyMode.COPY);
        ((Times) inner.get(0)).factor.array().fill(5);
        assertThat(copy.params().get(0).item()).isNotEqualTo(5);
        assertThat(outer.extend(inner).size()).isEqualTo(4);
    }

    @Test
    void linksInFieldsOfLists() {
        class Mixed extends Sequential {
            private final Times field = new Times();
        }
        assertThatThrownBy(() -> new Mixed().namedParams())
                .hasMessageContaining("'field'")
                .hasMessageContaining("transient");
    }
}
