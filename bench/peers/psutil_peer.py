"""Python's psutil behind the comparison's protocol (see floor/main.c).

psutil keeps its Process objects from one process_iter() to the next; with --cold first, they are thrown away each time, as in a program that asks once.
"""

import sys
import time

import psutil

STATES = {
    psutil.STATUS_RUNNING: "R", psutil.STATUS_SLEEPING: "S", psutil.STATUS_DISK_SLEEP: "D", psutil.STATUS_STOPPED: "T",
    psutil.STATUS_TRACING_STOP: "t", psutil.STATUS_ZOMBIE: "Z", psutil.STATUS_DEAD: "X", psutil.STATUS_IDLE: "I", psutil.STATUS_PARKED: "P",
}
ACTIVITY = ["name", "status", "cpu_times", "memory_info", "num_threads"]
TABLE = ["pid", "ppid", "create_time", *ACTIVITY]
DESCRIBED = [*TABLE, "cmdline", "uids", "exe"]
target = None


def table(attributes):
    return [process.info for process in psutil.process_iter(attributes)]


def footprint():
    found = []
    for process in psutil.process_iter():
        try:
            found.append((process.pid, process.memory_full_info()))
        except psutil.Error:
            found.append((process.pid, None))
    return found


def one():
    with target.oneshot():
        return {"name": target.name(), "status": target.status(), "cpu_times": target.cpu_times(),
                "memory_info": target.memory_info(), "num_threads": target.num_threads()}


def activity(record, info):
    yield record, "name", info["name"]
    yield record, "state", STATES.get(info["status"], info["status"])
    yield record, "user", info["cpu_times"].user
    yield record, "system", info["cpu_times"].system
    yield record, "threads", info["num_threads"]
    yield record, "rss", info["memory_info"].rss


def check_table(infos):
    for info in infos:
        yield from activity(info["pid"], info)
        yield info["pid"], "ppid", info["ppid"]
        yield info["pid"], "start", f"{info['create_time']:.2f}"
        if "cmdline" in info:
            yield info["pid"], "uid", info["uids"].real if info["uids"] else ""
            yield info["pid"], "exe", info["exe"]
            yield info["pid"], "cmdline", " ".join(info["cmdline"] or []).replace("\n", " ").replace("\t", " ")


def check_footprint(found):
    for pid, memory in found:
        if memory:
            yield pid, "uss", memory.uss
            yield pid, "pss", memory.pss
            yield pid, "swap", memory.swap


def check_cpu(times):
    for number, cpu in enumerate(times):
        for field, value in cpu._asdict().items():
            yield number, field, value


def check_memory(memory):
    for field in ("total", "available", "free", "active", "inactive", "buffers", "cached", "shared", "slab"):
        yield "memory", field, getattr(memory, field)


def check_swap(swap):
    for field, value in (("total", swap.total), ("free", swap.free), ("used", swap.used), ("in", swap.sin), ("out", swap.sout)):
        yield "swap", field, value


def check_disk_io(disks):
    for name, disk in disks.items():
        for field, value in (
                ("read_count", disk.read_count), ("read_merged", disk.read_merged_count), ("read_bytes", disk.read_bytes), ("read_ms", disk.read_time),
                ("write_count", disk.write_count), ("write_merged", disk.write_merged_count), ("write_bytes", disk.write_bytes),
                ("write_ms", disk.write_time), ("busy_ms", disk.busy_time)):
            yield name, field, value


def check_net_io(interfaces):
    for name, interface in interfaces.items():
        for field, value in (
                ("bytes_received", interface.bytes_recv), ("packets_received", interface.packets_recv), ("errors_in", interface.errin),
                ("drops_in", interface.dropin), ("bytes_sent", interface.bytes_sent), ("packets_sent", interface.packets_sent),
                ("errors_out", interface.errout), ("drops_out", interface.dropout)):
            yield name, field, value


def check_partitions(partitions):
    for partition in partitions:
        yield partition.mountpoint, "type", partition.fstype


def check_sockets(sockets):
    for socket in sockets:
        if socket.raddr and ":" not in socket.laddr.ip:
            record = f"{socket.laddr.ip}:{socket.laddr.port}-{socket.raddr.ip}:{socket.raddr.port}"
            yield record, "state", socket.status
            if socket.pid:
                yield record, "pid", socket.pid


def afresh(read):
    def forget_and_read():
        psutil._pmap.clear()
        return read()
    return forget_and_read


# Name: what is measured, how many things it read, and what it read as records.
WORKLOADS = {
    "pids": (psutil.pids, len, lambda pids: ((pid, "pid", pid) for pid in pids)),
    "table-exact": (lambda: table(TABLE), len, check_table),
    "table-refresh": (lambda: table(TABLE), len, check_table),
    "described": (lambda: table(DESCRIBED), len, check_table),
    "footprint": (footprint, len, check_footprint),
    "one": (one, lambda _: 1, lambda info: activity("target", info)),
    "cpu": (lambda: psutil.cpu_times(percpu=True), lambda _: 1, check_cpu),
    "memory": (psutil.virtual_memory, lambda _: 1, check_memory),
    "swap": (psutil.swap_memory, lambda _: 1, check_swap),
    "disk-io": (lambda: psutil.disk_io_counters(perdisk=True), lambda _: 1, check_disk_io),
    "net-io": (lambda: psutil.net_io_counters(pernic=True), lambda _: 1, check_net_io),
    "partitions": (psutil.disk_partitions, lambda _: 1, check_partitions),
    "sockets-owners": (lambda: psutil.net_connections("inet"), lambda _: 1, check_sockets),
}


COLD = sys.argv[1] == "--cold"
if COLD:
    del sys.argv[1]
    WORKLOADS = {name: (afresh(WORKLOADS[name][0]), *WORKLOADS[name][1:]) for name in ("table-exact", "described", "footprint")}


def run(name, rounds):
    read, count, _ = WORKLOADS[name]
    items = 0
    start = time.perf_counter_ns()
    for _ in range(rounds):
        items += count(read())
    print(time.perf_counter_ns() - start, items, 0)


def check(name):
    read, _, records = WORKLOADS[name]
    for record in records(read()):
        print(*record, sep="\t")
    print(".")


def answer(words):
    global target
    if words[0] == "target":
        target = psutil.Process(int(words[1]))
        print("ok")
    elif words[1] not in WORKLOADS:
        print("unsupported")
    elif words[0] == "check":
        check(words[1])
    else:
        run(words[1], int(words[2]))


if sys.argv[1] == "run":
    target = psutil.Process(int(sys.argv[4]))
    run(sys.argv[2], int(sys.argv[3]))
else:
    for line in sys.stdin:
        answer(line.split())
        sys.stdout.flush()
