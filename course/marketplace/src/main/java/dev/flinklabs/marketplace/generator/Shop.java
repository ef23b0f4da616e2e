package dev.flinklabs.marketplace.generator;

import dev.flinklabs.marketplace.ApplicationStatus;
import dev.flinklabs.marketplace.ChangeSource;
import dev.flinklabs.marketplace.Customer;
import dev.flinklabs.marketplace.CustomerChange;
import dev.flinklabs.marketplace.CustomerTier;
import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.Operation;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.marketplace.PageView;
import dev.flinklabs.marketplace.Product;
import dev.flinklabs.marketplace.ProductChange;
import dev.flinklabs.marketplace.SellerApplication;
import dev.flinklabs.marketplace.Topics;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.UnaryOperator;

/** The life of the marketplace: what happens, in the order in which it happens. */
final class Shop implements Iterator<Shop.Happening> {

    /** An event, its record's key, and when it happened, in epoch milliseconds. */
    record Happening(String topic, String key, byte[] value, long time, boolean tombstoneFollows) {}

    private static final long NANOS = 1_000_000;
    private static final long MINUTE = 60_000 * NANOS;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long BYTES_PER_CHANGE = 56;
    private static final String[] CHANNELS = {"web", "app", "partner"};

    private final GeneratorSettings settings;
    private final double orderGap;
    // One for each part of the marketplace: what silent partitions suppress in one part does not
    // change what happens in the others.
    private final Dice visitDice;
    private final Dice guestDice;
    private final Dice productDice;
    private final Dice customerDice;
    private final Dice applicationDice;
    private final Dice schemaDice;
    private final Dice clockDice;
    private final Zipf whichCustomer;
    private final Zipf whichProduct;
    private final Product[] products;
    private final long[] listPrices;
    private final Customer[] customers;
    private final Ids orderIds = new Ids("o-", Topics.ORDER, UnaryOperator.identity());
    private final Ids productIds = new Ids("p-", Topics.PRODUCT, EventJson::productKey);
    private final Ids customerIds = new Ids("c-", Topics.CUSTOMER, EventJson::customerKey);
    private final Ids applicationIds = new Ids("a-", Topics.APPLICATION, UnaryOperator.identity());

    private final PriorityQueue<Plan> plans = new PriorityQueue<>();
    private final Queue<Happening> happened = new ArrayDeque<>();
    private long plansMade;
    private long now;
    private long ordersToCome;
    private long lsn = 24_000_000;
    private long txId = 700;

    Shop(GeneratorSettings settings) {
        this.settings = settings;
        orderGap = settings.meanGap().toNanos();
        visitDice = new Dice(settings.seed(), "visits");
        guestDice = new Dice(settings.seed(), "guests");
        productDice = new Dice(settings.seed(), "products");
        customerDice = new Dice(settings.seed(), "customers");
        applicationDice = new Dice(settings.seed(), "applications");
        schemaDice = new Dice(settings.seed(), "order schemas");
        clockDice = new Dice(settings.seed(), "clocks");
        whichCustomer = new Zipf(settings.customers(), settings.skew());
        whichProduct = new Zipf(settings.products(), settings.skew());
        products = new Product[settings.products()];
        listPrices = new long[settings.products()];
        customers = new Customer[settings.customers()];
        ordersToCome = settings.orders();
        plan(0, this::open);
    }

    @Override
    public boolean hasNext() {
        while (happened.isEmpty() && !plans.isEmpty()) {
            Plan plan = plans.poll();
            now = plan.time;
            plan.what.run();
        }
        return !happened.isEmpty();
    }

    @Override
    public Happening next() {
        if (!hasNext()) {
            throw new NoSuchElementException("All orders have been placed.");
        }
        return happened.remove();
    }

    private void open() {
        long start = settings.start().toEpochMilli();
        for (int i = 0; i < products.length; i++) {
            Instant written = Instant.ofEpochMilli(start - productDice.between(1, 90 * DAY_MILLIS));
            products[i] = newProduct(i, written);
            productChanged(Operation.READ, null, products[i]);
        }
        for (int i = 0; i < customers.length; i++) {
            Instant written =
                    Instant.ofEpochMilli(start - customerDice.between(1, 90 * DAY_MILLIS));
            customers[i] = newCustomer(written);
            customerChanged(Operation.READ, null, customers[i]);
        }
        // Every second visit ends with an order.
        repeat(visitDice, orderGap / 2, this::visit);
        repeat(productDice, orderGap * 25, this::changeProduct);
        repeat(customerDice, orderGap * 50, this::changeCustomer);
        repeat(applicationDice, orderGap * 40, this::apply);
    }

    private void repeat(Dice dice, double meanGap, Runnable what) {
        if (ordersToCome > 0) {
            plan(
                    now + dice.exponential(meanGap),
                    () -> {
                        what.run();
                        repeat(dice, meanGap, what);
                    });
        }
    }

    private void visit() {
        boolean buys = visitDice.chance(0.5);
        if (buys) {
            ordersToCome--;
        }
        int views = buys ? visitDice.below(6) : 1 + visitDice.below(5);
        String customerId = customers[whichCustomer.pick(visitDice)].customerId();
        browse(customerId, whichProduct.pick(visitDice), views, buys);
    }

    private void browse(String customerId, int product, int views, boolean buys) {
        if (views == 0) {
            if (buys) {
                order(customerId, products[product]);
            }
            return;
        }
        if (!settings.topic(Topics.PAGEVIEW).silent(customerId, now / NANOS)) {
            PageView view = new PageView(customerId, products[product].productId(), time());
            happens(Topics.PAGEVIEW, customerId, EventJson.encode(view), false);
        }
        // The last product that was looked at is the one that is bought.
        int next = views == 1 ? product : whichProduct.pick(visitDice);
        plan(
                now + visitDice.between(5_000, 120_000) * NANOS,
                () -> browse(customerId, next, views - 1, buys));
    }

    private void order(String customerId, Product product) {
        int quantity = 1 + Math.min(visitDice.below(5), visitDice.below(5));
        long amount = quantity * product.priceCents();
        long discount = visitDice.chance(0.25) ? amount / 10 : 0;
        String channel = visitDice.oneOf(CHANNELS);
        boolean slow = visitDice.chance(0.1);
        long paid =
                now + visitDice.between(slow ? 30 * MINUTE : MINUTE, (slow ? 180 : 30) * MINUTE);
        long shipped = paid + visitDice.between(10 * MINUTE, 240 * MINUTE);
        long cancelled = visitDice.between(MINUTE, 60 * MINUTE);
        int fate = visitDice.below(100);

        boolean isPaid = fate < 86;
        boolean isShipped = fate < 80;
        boolean isCancelled = fate >= 80 && fate < 94;
        long end = isShipped ? shipped : isCancelled ? (isPaid ? paid : now) + cancelled : now;
        String orderId = orderIds.next(end);
        Order order =
                new Order(
                        orderId,
                        guestDice.chance(settings.guests()) ? null : customerId,
                        product.productId(),
                        quantity,
                        amount,
                        discount,
                        channel);
        orderHappens(order, OrderStatus.CREATED);
        if (isPaid) {
            plan(paid, () -> orderHappens(order, OrderStatus.PAID));
        }
        if (isShipped || isCancelled) {
            OrderStatus last = isShipped ? OrderStatus.SHIPPED : OrderStatus.CANCELLED;
            plan(end, () -> orderHappens(order, last));
        }
    }

    private void orderHappens(Order order, OrderStatus status) {
        boolean fast = clockDice.chance(settings.fastClockShare());
        Instant told = fast ? time().plus(settings.fastClockBy()) : time();
        OrderEvent event =
                new OrderEvent(
                        order.orderId,
                        status,
                        order.customerId,
                        order.productId,
                        order.quantity,
                        order.amountCents,
                        told);
        OrderSchema schema =
                settings.orderSchemas().get(schemaDice.below(settings.orderSchemas().size()));
        byte[] value = schema.encode(event, order.discountCents, order.channel);
        happens(Topics.ORDER, order.orderId, value, false);
    }

    private void changeProduct() {
        int i = productDice.below(products.length);
        Product old = products[i];
        boolean frozen =
                settings.topic(Topics.PRODUCT)
                        .silent(EventJson.productKey(old.productId()), now / NANOS);
        boolean replaced = productDice.chance(0.1) && mayLeave(i, products.length);
        long price = Math.max(1, listPrices[i] * productDice.between(80, 125) / 100);
        if (frozen) {
            return;
        }
        txId++;
        if (replaced) {
            productChanged(Operation.DELETE, old, null);
            products[i] = newProduct(i, time());
            productChanged(Operation.CREATE, null, products[i]);
        } else {
            products[i] =
                    new Product(
                            old.productId(),
                            old.name(),
                            old.category(),
                            price == old.priceCents() ? price + 1 : price,
                            time());
            productChanged(Operation.UPDATE, old, products[i]);
        }
    }

    private Product newProduct(int i, Instant updatedAt) {
        String[] shelf = Names.shelf(productDice);
        listPrices[i] = productDice.between(199, 20_000);
        return new Product(
                productIds.next(now),
                Names.product(productDice, shelf),
                shelf[0],
                listPrices[i],
                updatedAt);
    }

    private void productChanged(Operation op, Product before, Product after) {
        ChangeSource source = source(op, "product");
        String key = EventJson.productKey((after == null ? before : after).productId());
        byte[] value = EventJson.encode(new ProductChange(before, after, op, source, source.ts()));
        happens(Topics.PRODUCT, key, value, op == Operation.DELETE);
    }

    private void changeCustomer() {
        int i = customerDice.below(customers.length);
        Customer old = customers[i];
        boolean frozen =
                settings.topic(Topics.CUSTOMER)
                        .silent(EventJson.customerKey(old.customerId()), now / NANOS);
        boolean leaves = customerDice.chance(0.2) && mayLeave(i, customers.length);
        boolean moves = customerDice.chance(0.5);
        String city = otherThan(old.city(), Names.CITIES);
        CustomerTier tier = otherThan(old.tier(), CustomerTier.values());
        if (frozen) {
            return;
        }
        txId++;
        if (leaves) {
            customerChanged(Operation.DELETE, old, null);
            customers[i] = newCustomer(time());
            customerChanged(Operation.CREATE, null, customers[i]);
        } else {
            customers[i] =
                    new Customer(
                            old.customerId(),
                            old.name(),
                            moves ? old.tier() : tier,
                            moves ? city : old.city(),
                            time());
            customerChanged(Operation.UPDATE, old, customers[i]);
        }
    }

    // With skew the first ones are the hot keys, and those stay hot to the end.
    private static boolean mayLeave(int i, int size) {
        return i >= (size + 1) / 2;
    }

    private <T> T otherThan(T one, T[] all) {
        int index = Arrays.asList(all).indexOf(one);
        return all[(index + 1 + customerDice.below(all.length - 1)) % all.length];
    }

    private Customer newCustomer(Instant updatedAt) {
        int standing = customerDice.below(10);
        CustomerTier tier =
                standing < 7
                        ? CustomerTier.STANDARD
                        : standing < 9 ? CustomerTier.SILVER : CustomerTier.GOLD;
        String name = Names.person(customerDice);
        return new Customer(
                customerIds.next(now), name, tier, customerDice.oneOf(Names.CITIES), updatedAt);
    }

    private void customerChanged(Operation op, Customer before, Customer after) {
        ChangeSource source = source(op, "customer");
        String key = EventJson.customerKey((after == null ? before : after).customerId());
        byte[] value = EventJson.encode(new CustomerChange(before, after, op, source, source.ts()));
        happens(Topics.CUSTOMER, key, value, op == Operation.DELETE);
    }

    // All rows of a snapshot come from one transaction, at one position of the log.
    private ChangeSource source(Operation op, String table) {
        boolean snapshot = op == Operation.READ;
        if (!snapshot) {
            lsn += BYTES_PER_CHANGE;
        }
        return new ChangeSource(time(), snapshot, table, txId, lsn);
    }

    private void apply() {
        String seller = Names.seller(applicationDice);
        String country = applicationDice.oneOf(Names.COUNTRIES);
        ApplicationStatus status = applicationDice.oneOf(ApplicationStatus.values());
        String id = applicationIds.next(now);
        SellerApplication application = new SellerApplication(id, seller, country, status, time());
        happens(Topics.APPLICATION, id, EventJson.encode(application), false);
    }

    private void plan(long time, Runnable what) {
        plans.add(new Plan(time, plansMade++, what));
    }

    private void happens(String topic, String key, byte[] value, boolean tombstoneFollows) {
        happened.add(new Happening(topic, key, value, time().toEpochMilli(), tombstoneFollows));
    }

    private Instant time() {
        return settings.start().plusMillis(now / NANOS);
    }

    /** What all events of an order repeat. */
    private record Order(
            String orderId,
            String customerId,
            String productId,
            int quantity,
            long amountCents,
            long discountCents,
            String channel) {}

    /** Something that will be done, at a time in nanoseconds after the start. */
    private record Plan(long time, long number, Runnable what) implements Comparable<Plan> {

        @Override
        public int compareTo(Plan other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Numbers things, leaving out those whose partition will have fallen silent. */
    private final class Ids {

        private final String prefix;
        private final String topic;
        private final UnaryOperator<String> key;
        private long last;

        Ids(String prefix, String topic, UnaryOperator<String> key) {
            this.prefix = prefix;
            this.topic = topic;
            this.key = key;
        }

        /** An id whose partition is still busy at a time. */
        String next(long until) {
            TopicSettings at = settings.topic(topic);
            String id;
            do {
                id = prefix + ++last;
            } while (at.silent(key.apply(id), until / NANOS));
            return id;
        }
    }
}
