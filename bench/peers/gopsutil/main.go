// gopsutil behind the comparison's protocol (see floor/main.c).
package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/shirou/gopsutil/cpu"
	"github.com/shirou/gopsutil/disk"
	"github.com/shirou/gopsutil/mem"
	"github.com/shirou/gopsutil/net"
	"github.com/shirou/gopsutil/process"
)

type row struct {
	pid, parent, threads int32
	name, state          string
	user, system         float64
	start                int64
	rss                  uint64
	uids                 []int32
	commandLine          []string
	executable           string
	uss, pss, swap       uint64
}

// A workload reads once and tells how many things it read; the records of what it read are made only if asked for.
type workload func() (items int, records func())

var (
	output = bufio.NewWriter(os.Stdout)
	target *process.Process
	states = map[string]string{"running": "R", "sleep": "S", "blocked": "D", "stop": "T", "zombie": "Z", "idle": "I", "lock": "L", "wait": "W"}
)

func emit(record, field string, value interface{}) {
	fmt.Fprintf(output, "%s\t%s\t%v\n", record, field, value)
}

func activity(p *process.Process) (row, error) {
	r := row{pid: p.Pid}
	var err error
	if r.name, err = p.Name(); err != nil {
		return r, err
	}
	status, err := p.Status()
	if err != nil {
		return r, err
	}
	r.state = status[0]
	times, err := p.Times()
	if err != nil {
		return r, err
	}
	r.user, r.system = times.User, times.System
	memory, err := p.MemoryInfo()
	if err != nil {
		return r, err
	}
	r.rss = memory.RSS
	r.threads, err = p.NumThreads()
	return r, err
}

func (r row) emitActivity(record string) {
	state := r.state
	if letter, known := states[state]; known {
		state = letter
	}
	emit(record, "name", r.name)
	emit(record, "state", state)
	emit(record, "user", r.user)
	emit(record, "system", r.system)
	emit(record, "threads", r.threads)
	emit(record, "rss", r.rss)
}

func table(described bool) workload {
	return func() (int, func()) {
		processes, _ := process.Processes()
		rows := make([]row, 0, len(processes))
		for _, p := range processes {
			r, err := activity(p)
			if err != nil {
				continue
			}
			r.parent, _ = p.Ppid()
			r.start, _ = p.CreateTime()
			if described {
				r.uids, _ = p.Uids()
				r.commandLine, _ = p.CmdlineSlice()
				r.executable, _ = p.Exe()
			}
			rows = append(rows, r)
		}
		return len(rows), func() {
			for _, r := range rows {
				record := strconv.Itoa(int(r.pid))
				r.emitActivity(record)
				emit(record, "ppid", r.parent)
				emit(record, "start", fmt.Sprintf("%.2f", float64(r.start)/1000))
				if described {
					emit(record, "uid", r.uids[0])
					emit(record, "exe", r.executable)
					emit(record, "cmdline", strings.NewReplacer("\n", " ", "\t", " ").Replace(strings.Join(r.commandLine, " ")))
				}
			}
		}
	}
}

func pids() (int, func()) {
	found, _ := process.Pids()
	return len(found), func() {
		for _, pid := range found {
			emit(strconv.Itoa(int(pid)), "pid", pid)
		}
	}
}

func footprint() (int, func()) {
	processes, _ := process.Processes()
	rows := make([]row, 0, len(processes))
	for _, p := range processes {
		if maps, err := p.MemoryMaps(true); err == nil && len(*maps) == 1 {
			m := (*maps)[0]
			rows = append(rows, row{pid: p.Pid, uss: (m.PrivateClean + m.PrivateDirty) * 1024, pss: m.Pss * 1024, swap: m.Swap * 1024})
		}
	}
	return len(rows), func() {
		for _, r := range rows {
			record := strconv.Itoa(int(r.pid))
			emit(record, "uss", r.uss)
			emit(record, "pss", r.pss)
			emit(record, "swap", r.swap)
		}
	}
}

func one() (int, func()) {
	r, _ := activity(target)
	return 1, func() { r.emitActivity("target") }
}

func cpus() (int, func()) {
	all, _ := cpu.Times(true)
	return 1, func() {
		for number, times := range all {
			record := strconv.Itoa(number)
			emit(record, "user", times.User)
			emit(record, "nice", times.Nice)
			emit(record, "system", times.System)
			emit(record, "idle", times.Idle)
			emit(record, "iowait", times.Iowait)
			emit(record, "irq", times.Irq)
			emit(record, "softirq", times.Softirq)
			emit(record, "steal", times.Steal)
			emit(record, "guest", times.Guest)
			emit(record, "guest_nice", times.GuestNice)
		}
	}
}

func memory() (int, func()) {
	m, _ := mem.VirtualMemory()
	return 1, func() {
		emit("memory", "total", m.Total)
		emit("memory", "available", m.Available)
		emit("memory", "free", m.Free)
		emit("memory", "active", m.Active)
		emit("memory", "inactive", m.Inactive)
		emit("memory", "buffers", m.Buffers)
		emit("memory", "cached", m.Cached)
	}
}

func swap() (int, func()) {
	s, _ := mem.SwapMemory()
	return 1, func() {
		emit("swap", "total", s.Total)
		emit("swap", "free", s.Free)
		emit("swap", "used", s.Used)
		emit("swap", "in", s.Sin)
		emit("swap", "out", s.Sout)
	}
}

func diskIO() (int, func()) {
	disks, _ := disk.IOCounters()
	return 1, func() {
		for name, d := range disks {
			emit(name, "read_count", d.ReadCount)
			emit(name, "read_merged", d.MergedReadCount)
			emit(name, "read_bytes", d.ReadBytes)
			emit(name, "read_ms", d.ReadTime)
			emit(name, "write_count", d.WriteCount)
			emit(name, "write_merged", d.MergedWriteCount)
			emit(name, "write_bytes", d.WriteBytes)
			emit(name, "write_ms", d.WriteTime)
			emit(name, "busy_ms", d.IoTime)
		}
	}
}

func netIO() (int, func()) {
	interfaces, _ := net.IOCounters(true)
	return 1, func() {
		for _, i := range interfaces {
			emit(i.Name, "bytes_received", i.BytesRecv)
			emit(i.Name, "packets_received", i.PacketsRecv)
			emit(i.Name, "errors_in", i.Errin)
			emit(i.Name, "drops_in", i.Dropin)
			emit(i.Name, "bytes_sent", i.BytesSent)
			emit(i.Name, "packets_sent", i.PacketsSent)
			emit(i.Name, "errors_out", i.Errout)
			emit(i.Name, "drops_out", i.Dropout)
		}
	}
}

func partitions() (int, func()) {
	found, _ := disk.Partitions(false)
	return 1, func() {
		for _, p := range found {
			emit(p.Mountpoint, "type", p.Fstype)
		}
	}
}

func sockets() (int, func()) {
	found, _ := net.Connections("inet")
	return 1, func() {
		for _, s := range found {
			if !strings.Contains(s.Laddr.IP, ":") && s.Raddr.Port != 0 {
				record := fmt.Sprintf("%s:%d-%s:%d", s.Laddr.IP, s.Laddr.Port, s.Raddr.IP, s.Raddr.Port)
				emit(record, "state", s.Status)
				emit(record, "pid", s.Pid)
			}
		}
	}
}

var workloads = map[string]workload{
	"pids": pids, "table-exact": table(false), "described": table(true), "footprint": footprint, "one": one, "cpu": cpus, "memory": memory, "swap": swap,
	"disk-io": diskIO, "net-io": netIO, "partitions": partitions, "sockets-owners": sockets,
}

func run(read workload, rounds int) {
	items := 0
	start := time.Now()
	for round := 0; round < rounds; round++ {
		count, _ := read()
		items += count
	}
	fmt.Fprintln(output, time.Since(start).Nanoseconds(), items, 0)
}

func aim(pid string) {
	number, _ := strconv.Atoi(pid)
	target = &process.Process{Pid: int32(number)}
}

func answer(words []string) {
	defer output.Flush()
	if words[0] == "target" {
		aim(words[1])
		fmt.Fprintln(output, "ok")
		return
	}
	read, known := workloads[words[1]]
	if !known {
		fmt.Fprintln(output, "unsupported")
	} else if words[0] == "check" {
		_, records := read()
		records()
		fmt.Fprintln(output, ".")
	} else {
		rounds, _ := strconv.Atoi(words[2])
		run(read, rounds)
	}
}

func main() {
	if os.Args[1] == "run" {
		aim(os.Args[4])
		answer(os.Args[1:4])
		return
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		answer(strings.Fields(lines.Text()))
	}
}
