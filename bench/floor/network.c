#define _GNU_SOURCE
#include "floor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_INTERFACES = 256, INTERFACE_FIELDS = 16, MOST_SOCKETS = 65536, BUCKETS = 1 << 17, LIST_BYTES = 1 << 20 };

static const char *const tcp_states[] = {
    "NONE", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "CLOSING"
};

struct socket {
    uint8_t local[16], remote[16];
    uint16_t local_port, remote_port;
    uint8_t is_tcp, address_bytes, state;
    int pid, descriptor;
    uint32_t inode;
    int next;
};

static struct {
    char name[64];
    uint64_t values[INTERFACE_FIELDS];
} interfaces[MOST_INTERFACES];

static int interface_count;
static struct socket *sockets;
static int socket_count;
static int *buckets;

static int proc_directory(void)
{
    static int proc = -1;
    return proc >= 0 ? proc : (proc = keep_directory("/proc"));
}

static long run_net_io(void)
{
    static char text[1 << 18];
    if (read_all(proc_directory(), "net/dev", text, sizeof text) < 0) {
        fail("/proc/net/dev");
    }
    interface_count = 0;
    const char *line = next_line(text);
    for (line = line ? next_line(line) : NULL; line; line = next_line(line)) {
        while (*line == ' ') {
            line++;
        }
        const char *colon = strchr(line, ':');
        size_t length = colon - line;
        memcpy(interfaces[interface_count].name, line, length);
        interfaces[interface_count].name[length] = 0;
        line = colon + 1;
        for (int field = 0; field < INTERFACE_FIELDS; field++) {
            interfaces[interface_count].values[field] = take_number(&line);
        }
        interface_count++;
    }
    return 1;
}

static uint32_t take_hexadecimal(const char **text, int digits)
{
    uint32_t value = 0;
    while (digits--) {
        char digit = *(*text)++;
        value = value << 4 | (uint32_t)(digit <= '9' ? digit - '0' : digit - 'A' + 10);
    }
    return value;
}

static uint16_t take_end_point(const char **text, uint8_t *address, int bytes)
{
    while (**text == ' ') {
        ++*text;
    }
    /* The kernel prints each 32-bit word of the address in the machine's own byte order. */
    for (int at = 0; at < bytes; at += 4) {
        uint32_t word = take_hexadecimal(text, 8);
        memcpy(address + at, &word, 4);
    }
    ++*text;
    return (uint16_t)take_hexadecimal(text, 4);
}

static void read_table(const char *path, int is_tcp, int bytes)
{
    static char text[16 << 20];
    if (read_all(proc_directory(), path, text, sizeof text) < 0) {
        return;
    }
    for (const char *line = next_line(text); line && socket_count < MOST_SOCKETS; line = next_line(line)) {
        struct socket *socket = &sockets[socket_count++];
        line = strchr(line, ':') + 1;
        socket->is_tcp = (uint8_t)is_tcp;
        socket->address_bytes = (uint8_t)bytes;
        socket->local_port = take_end_point(&line, socket->local, bytes);
        socket->remote_port = take_end_point(&line, socket->remote, bytes);
        line++;
        socket->state = is_tcp ? (uint8_t)take_hexadecimal(&line, 2) : (uint8_t)(line += 2, 0);
        const char *word;
        take_word(&line, &word);
        take_word(&line, &word);
        take_word(&line, &word);
        take_number(&line);
        take_number(&line);
        socket->inode = (uint32_t)take_number(&line);
        socket->pid = 0;
    }
}

static long run_sockets(void)
{
    if (!sockets) {
        sockets = calloc(MOST_SOCKETS, sizeof *sockets);
        buckets = malloc(BUCKETS * sizeof *buckets);
    }
    socket_count = 0;
    read_table("net/tcp", 1, 4);
    read_table("net/tcp6", 1, 16);
    read_table("net/udp", 0, 4);
    read_table("net/udp6", 0, 16);
    return 1;
}

struct scan {
    int folder, pid;
};

static void visit_descriptor(int number, void *state)
{
    const struct scan *scan = state;
    char path[16], link[64];
    put_path(path, number, "");
    long length = readlinkat(scan->folder, path, link, sizeof link - 1);
    if (length < 10 || memcmp(link, "socket:[", 8) != 0) {
        return;
    }
    link[length] = 0;
    const char *at = link + 8;
    uint32_t inode = (uint32_t)take_number(&at);
    for (int i = buckets[inode % BUCKETS]; i >= 0; i = sockets[i].next) {
        if (sockets[i].inode == inode) {
            sockets[i].pid = scan->pid;
            sockets[i].descriptor = number;
        }
    }
}

static void visit_process(int pid, void *state)
{
    static char list[LIST_BYTES];
    (void)state;
    char path[32];
    put_path(path, pid, "/fd");
    struct scan scan = { openat(proc_directory(), path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), pid };
    if (scan.folder >= 0) {
        for_each_number(scan.folder, list, sizeof list, visit_descriptor, &scan);
        close(scan.folder);
    }
}

static long run_sockets_with_owners(void)
{
    static char list[LIST_BYTES];
    run_sockets();
    memset(buckets, -1, BUCKETS * sizeof *buckets);
    for (int i = 0; i < socket_count; i++) {
        int *bucket = &buckets[sockets[i].inode % BUCKETS];
        sockets[i].next = *bucket;
        *bucket = i;
    }
    for_each_number(proc_directory(), list, sizeof list, visit_process, NULL);
    return 1;
}

static void check_net_io(void)
{
    for (int i = 0; i < interface_count; i++) {
        const uint64_t *values = interfaces[i].values;
        const char *name = interfaces[i].name;
        emit_number(name, "bytes_received", values[0]);
        emit_number(name, "packets_received", values[1]);
        emit_number(name, "errors_in", values[2]);
        emit_number(name, "drops_in", values[3]);
        emit_number(name, "bytes_sent", values[8]);
        emit_number(name, "packets_sent", values[9]);
        emit_number(name, "errors_out", values[10]);
        emit_number(name, "drops_out", values[11]);
    }
}

/* IPv4 alone: the sockets that the comparison opens are IPv4, and the others come and go. */
static void name_socket(const struct socket *socket, char *record)
{
    sprintf(record, "%u.%u.%u.%u:%u-%u.%u.%u.%u:%u", socket->local[0], socket->local[1], socket->local[2], socket->local[3], socket->local_port,
            socket->remote[0], socket->remote[1], socket->remote[2], socket->remote[3], socket->remote_port);
}

static void check_sockets(void)
{
    for (int i = 0; i < socket_count; i++) {
        if (sockets[i].is_tcp && sockets[i].address_bytes == 4) {
            char record[64];
            name_socket(&sockets[i], record);
            emit_text(record, "state", tcp_states[sockets[i].state]);
        }
    }
}

static void check_sockets_with_owners(void)
{
    check_sockets();
    for (int i = 0; i < socket_count; i++) {
        if (sockets[i].is_tcp && sockets[i].address_bytes == 4 && sockets[i].pid) {
            char record[64];
            name_socket(&sockets[i], record);
            emit_number(record, "pid", sockets[i].pid);
        }
    }
}

const struct workload network_workloads[] = {
    { "net-io", run_net_io, check_net_io },
    { "sockets", run_sockets, check_sockets },
    { "sockets-owners", run_sockets_with_owners, check_sockets_with_owners },
    { 0 },
};
