// traffic METHOD FAMILY BYTES [ADDRESS RECEIVER_NAMESPACE SENDER_NAMESPACE]: a child sends, its parent receives, over loopback or between two
// network namespaces, which are named by their files. Prints "SENDER SENT RECEIVED" and lives until its input ends.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>
#if __has_include(<linux/io_uring.h>) && defined(SYS_io_uring_setup)
#include <linux/io_uring.h>
#define HAS_IO_URING
#endif

#if __has_include(<linux/tls.h>)
#include <linux/tls.h>
#include <netinet/tcp.h>
#define HAS_TLS
#ifndef SOL_TLS
#define SOL_TLS 282
#endif
#ifndef TCP_ULP
#define TCP_ULP 31
#endif
#else
#define TLS_TX 1
#define TLS_RX 2
#endif

#define PIECE 65536
#define DATAGRAM 1000
#define BATCH 8

static char buffer[PIECE];

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static long least(long left, long right) { return left < right ? left : right; }

// One IORING_OP_SEND at a time, without a library.
static long send_by_ring(int to, long total) {
#ifdef HAS_IO_URING
    struct io_uring_params parameters = {};
    int ring = syscall(SYS_io_uring_setup, 1, &parameters);
    if (ring < 0) exit(2);
    long submitted_size = parameters.sq_off.array + parameters.sq_entries * sizeof(unsigned);
    long completed_size = parameters.cq_off.cqes + parameters.cq_entries * sizeof(struct io_uring_cqe);
    char *submitted = mmap(NULL, submitted_size, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
    char *completed = mmap(NULL, completed_size, PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_CQ_RING);
    struct io_uring_sqe *entry = mmap(NULL, parameters.sq_entries * sizeof *entry, PROT_READ | PROT_WRITE, MAP_SHARED, ring,
                                      IORING_OFF_SQES);
    if (submitted == MAP_FAILED || completed == MAP_FAILED || entry == MAP_FAILED) fail("mmap");
    unsigned *tail = (unsigned *)(submitted + parameters.sq_off.tail);
    unsigned *head = (unsigned *)(completed + parameters.cq_off.head);
    unsigned *end = (unsigned *)(completed + parameters.cq_off.tail);
    unsigned mask = *(unsigned *)(completed + parameters.cq_off.ring_mask);
    struct io_uring_cqe *results = (struct io_uring_cqe *)(completed + parameters.cq_off.cqes);
    ((unsigned *)(submitted + parameters.sq_off.array))[0] = 0;
    long sent = 0;
    while (sent < total) {
        *entry = (struct io_uring_sqe){.opcode = IORING_OP_SEND, .fd = to, .addr = (unsigned long)buffer, .len = least(PIECE, total - sent)};
        __atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
        if (syscall(SYS_io_uring_enter, ring, 1, 0, 0, NULL, 0) != 1) fail("io_uring_enter");
        while (__atomic_load_n(end, __ATOMIC_ACQUIRE) == *head)
            if (syscall(SYS_io_uring_enter, ring, 0, 1, IORING_ENTER_GETEVENTS, NULL, 0) < 0 && errno != EINTR) fail("io_uring_enter");
        int count = results[*head & mask].res;
        __atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
        if (count == -EINVAL || count == -EOPNOTSUPP) exit(2);
        if (count < 0) {
            errno = -count;
            fail("IORING_OP_SEND");
        }
        sent += count;
    }
    return sent;
#else
    (void)to, (void)total;
    exit(2);
#endif
}

// The kernel encrypts and decrypts; both ends have the same key. Without the module, the machine cannot do it.
static void begin_tls(int socket, int direction) {
#ifdef HAS_TLS
    struct tls12_crypto_info_aes_gcm_128 key = {.info = {.version = TLS_1_2_VERSION, .cipher_type = TLS_CIPHER_AES_GCM_128}};
    if (setsockopt(socket, SOL_TCP, TCP_ULP, "tls", sizeof "tls")) exit(2);
    if (setsockopt(socket, SOL_TLS, direction, &key, sizeof key)) fail("SOL_TLS");
#else
    (void)socket, (void)direction;
    exit(2);
#endif
}

static long send_stream(const char *method, int to, long total) {
    long sent = 0;
    if (!strcmp(method, "write") || !strcmp(method, "tls") || !strcmp(method, "receive-splice")) {
        while (sent < total) {
            long count = write(to, buffer, least(PIECE, total - sent));
            if (count < 0) fail("write");
            sent += count;
        }
    } else if (!strcmp(method, "sendfile") || !strcmp(method, "tls-sendfile")) {
        int file = memfd_create("traffic", 0);
        if (file < 0 || ftruncate(file, total)) fail("memfd_create");
        while (sent < total) {
            long count = sendfile(to, file, NULL, total - sent);
            if (count < 0) fail("sendfile");
            sent += count;
        }
    } else if (!strcmp(method, "splice")) {
        int ends[2];
        if (pipe(ends)) fail("pipe");
        while (sent < total) {
            long count = write(ends[1], buffer, least(PIECE / 2, total - sent));
            if (count < 0) fail("write to the pipe");
            while (count > 0) {
                long moved = splice(ends[0], NULL, to, NULL, count, 0);
                if (moved <= 0) fail("splice");
                count -= moved;
                sent += moved;
            }
        }
    } else if (!strcmp(method, "sendmmsg")) {
        while (sent < total) {
            struct iovec pieces[BATCH];
            struct mmsghdr messages[BATCH] = {};
            int count = 0;
            long planned = sent;
            for (; count < BATCH && planned < total; count++) {
                pieces[count] = (struct iovec){buffer, least(1024, total - planned)};
                messages[count].msg_hdr.msg_iov = &pieces[count];
                messages[count].msg_hdr.msg_iovlen = 1;
                planned += pieces[count].iov_len;
            }
            int done = sendmmsg(to, messages, count, 0);
            if (done < 0) fail("sendmmsg");
            for (int index = 0; index < done; index++) sent += messages[index].msg_len;
        }
    } else if (!strcmp(method, "zerocopy")) {
        int on = 1;
        if (setsockopt(to, SOL_SOCKET, SO_ZEROCOPY, &on, sizeof on)) exit(2);
        while (sent < total) {
            long count = send(to, buffer, least(PIECE, total - sent), MSG_ZEROCOPY);
            if (count < 0 && errno != ENOBUFS) fail("send");
            if (count > 0) sent += count;
            char control[256];
            struct msghdr completion = {.msg_control = control, .msg_controllen = sizeof control};
            recvmsg(to, &completion, MSG_ERRQUEUE | MSG_DONTWAIT);
        }
    } else if (!strcmp(method, "io_uring")) {
        sent = send_by_ring(to, total);
    } else exit(3);
    return sent;
}

// The other side confirms each datagram over a pipe, which is no traffic, so that none is dropped.
static long send_datagrams(const char *method, int to, int confirmed, long total) {
    long sent = 0;
    while (sent < total) {
        int count;
        if (!strcmp(method, "udp")) {
            long length = send(to, buffer, least(DATAGRAM, total - sent), 0);
            if (length < 0) fail("send");
            sent += length;
            count = 1;
        } else {
            struct iovec piece = {buffer, DATAGRAM};
            struct mmsghdr messages[BATCH] = {};
            count = least(BATCH, (total - sent + DATAGRAM - 1) / DATAGRAM);
            for (int index = 0; index < count; index++) {
                messages[index].msg_hdr.msg_iov = &piece;
                messages[index].msg_hdr.msg_iovlen = 1;
            }
            count = sendmmsg(to, messages, count, 0);
            if (count < 0) fail("sendmmsg");
            for (int index = 0; index < count; index++) sent += messages[index].msg_len;
        }
        for (char byte; count > 0; count--)
            if (read(confirmed, &byte, 1) != 1) fail("read");
    }
    return sent;
}

// Many senders that end at once, one after the other. What arrives does not matter.
static long storm(const struct sockaddr *address, socklen_t length, long total) {
    long sent = 0;
    for (; sent < total; sent += DATAGRAM) {
        int child = fork();
        if (child < 0) fail("fork");
        if (child == 0) {
            int to = socket(address->sa_family, SOCK_DGRAM, 0);
            _exit(sendto(to, buffer, DATAGRAM, 0, address, length) == DATAGRAM ? 0 : 1);
        }
        int status;
        if (waitpid(child, &status, 0) != child || status != 0) exit(4);
    }
    return sent;
}

static void enter(const char *namespace) {
    int descriptor = open(namespace, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 || setns(descriptor, CLONE_NEWNET)) fail("setns");
    close(descriptor);
}

// 0 at the end.
static long receive(int from, int ends[2]) {
    if (!ends) {
        char peeked;
        recv(from, &peeked, 1, MSG_PEEK);
        return recv(from, buffer, PIECE, 0);
    }

    long count = splice(from, NULL, ends[1], NULL, PIECE / 2, 0);
    for (long left = count; left > 0;) {
        long moved = read(ends[0], buffer, left);
        if (moved <= 0) fail("read from the pipe");
        left -= moved;
    }
    return count;
}

int main(int argc, char **argv) {
    const char *method = argv[1];
    int family = atoi(argv[2]);
    long total = atol(argv[3]);
    int is_storm = !strcmp(method, "storm");
    int is_tls = !strncmp(method, "tls", 3);
    int is_stream = strncmp(method, "udp", 3) != 0 && !is_storm;
    struct sockaddr_storage address = {.ss_family = family == 6 ? AF_INET6 : AF_INET};
    if (family == 6) ((struct sockaddr_in6 *)&address)->sin6_addr = in6addr_loopback;
    else ((struct sockaddr_in *)&address)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (argc > 6) {
        if (inet_pton(AF_INET, argv[4], &((struct sockaddr_in *)&address)->sin_addr) != 1) exit(3);
        enter(argv[5]);
    }
    socklen_t length = sizeof address;
    int server = socket(address.ss_family, is_stream ? SOCK_STREAM : SOCK_DGRAM, 0);
    if (server < 0 || bind(server, (struct sockaddr *)&address, length)) exit(2);
    if (is_stream && listen(server, 1)) fail("listen");
    if (getsockname(server, (struct sockaddr *)&address, &length)) fail("getsockname");

    if (is_storm) {
        printf("0 %ld 0\n", storm((struct sockaddr *)&address, length, total));
        fflush(stdout);
        while (getchar() != EOF) {}
        return 0;
    }

    int confirmed[2], said[2];
    if (pipe(confirmed) || pipe(said)) fail("pipe");
    int sender = fork();
    if (sender == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (argc > 6) enter(argv[6]);
        int to = socket(address.ss_family, is_stream ? SOCK_STREAM : SOCK_DGRAM, 0);
        if (connect(to, (struct sockaddr *)&address, length)) fail("connect");
        if (is_tls) begin_tls(to, TLS_TX);
        long sent = is_stream ? send_stream(method, to, total) : send_datagrams(method, to, confirmed[0], total);
        if (is_stream) shutdown(to, SHUT_WR);
        if (write(said[1], &sent, sizeof sent) != sizeof sent) fail("write");
        for (;;) pause();
    }

    close(said[1]);
    long received = 0;
    int from = is_stream ? accept(server, NULL, NULL) : server;
    if (is_tls) begin_tls(from, TLS_RX);
    int pieces[2];
    int splices = !strcmp(method, "receive-splice");
    if (splices && pipe(pieces)) fail("pipe");
    while (is_stream || received < total) {
        long count = receive(from, splices ? pieces : NULL);
        if (count < 0) fail("receive");
        if (count == 0) break;
        received += count;
        if (!is_stream && write(confirmed[1], "", 1) != 1) fail("write");
    }

    long sent;
    if (read(said[0], &sent, sizeof sent) != sizeof sent) {
        int status;
        waitpid(sender, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
    }
    printf("%d %ld %ld\n", sender, sent, received);
    fflush(stdout);
    while (getchar() != EOF) {}
    kill(sender, SIGKILL);
    waitpid(sender, NULL, 0);
    return 0;
}
