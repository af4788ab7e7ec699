using System.Diagnostics;
using Psutil.LinuxTests.Abi;

namespace Psutil.LinuxTests.Deadlines;

/// <summary>
/// A mounted file system (FUSE) that lets its readers and writers wait. It has a file of any name. It never answers who reads one whose
/// name begins with <c>silent</c>, nor who writes, until <see cref="Answer"/>. Opened a second time, a file is for direct I/O: to map it
/// then, the kernel locks the memory map and waits for what was written before. Skips the test where that cannot be had.
/// </summary>
internal sealed class StuckFileSystem : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-stuck-");
    private readonly System.Diagnostics.Process? _server;
    private int _held;

    /// <summary>Mounts one.</summary>
    /// <param name="path">Where; by default in a folder of its own.</param>
    public StuckFileSystem(string? path = null)
    {
        try
        {
            Assert.SkipUnless(File.Exists("/dev/fuse"), "there is no /dev/fuse here");
            string program = CHeaders.Compile(_folder, Source);
            Path = path ?? _folder.CreateSubdirectory("mount").FullName;
            _server = System.Diagnostics.Process.Start(
                new ProcessStartInfo(program, [Path]) { RedirectStandardInput = true, RedirectStandardOutput = true }
            )!;
            string? line = _server.StandardOutput.ReadLine();
            Assert.SkipUnless(line == "ready", $"no FUSE file system can be mounted here: {line}");
            new Thread(CountHeld) { IsBackground = true }.Start(_server.StandardOutput);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; } = "";

    /// <summary>How many reads and writes have been left without an answer.</summary>
    public int Held => Volatile.Read(ref _held);

    /// <summary>Answers all reads and writes, those that wait and those to come.</summary>
    public void Answer()
    {
        _server!.StandardInput.WriteLine();
        _server.StandardInput.Flush();
    }

    /// <summary>Answers nothing at all any more, until <see cref="Resume"/>: not even who closes a file.</summary>
    public void Hang() => Server.Suspend();

    public void Resume() => Server.Resume();

    private OSProcess Server => Machine.Local.Processes.FromIdentity(new ProcessIdentity(_server!.Id, null));

    public void Dispose()
    {
        if (_server is not null)
        {
            // At the end of its input the server unmounts itself; when it is gone, the kernel lets go of whoever still waits for it.
            _server.StandardInput.Close();
            if (!_server.WaitForExit(Limit))
            {
                _server.Kill();
            }

            _server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private void CountHeld(object? output)
    {
        while (((StreamReader)output!).ReadLine() is not null)
        {
            Interlocked.Increment(ref _held);
        }
    }

    private const string Source = """
        #include <errno.h>
        #include <fcntl.h>
        #include <linux/fuse.h>
        #include <poll.h>
        #include <stdint.h>
        #include <stdio.h>
        #include <string.h>
        #include <sys/mount.h>
        #include <sys/stat.h>
        #include <sys/uio.h>
        #include <unistd.h>

        static int fuse;
        static struct { char name[64]; int opened; } files[256];
        static int file_count;
        static struct { uint64_t unique; uint32_t written; } held[256];
        static int held_count;
        static int answering;

        static void reply(uint64_t unique, int error, const void *data, size_t size) {
            struct fuse_out_header header = { .len = sizeof header + size, .error = error, .unique = unique };
            struct iovec parts[2] = { { &header, sizeof header }, { (void *)data, size } };
            (void)!writev(fuse, parts, size ? 2 : 1);
        }

        static const char text[] = "fifteen-letters-and-more";

        static void answer(uint64_t unique, uint32_t written) {
            struct fuse_write_out out = { .size = written };
            if (written) {
                reply(unique, 0, &out, sizeof out);
            } else {
                reply(unique, 0, text, sizeof text);
            }
        }

        static void hold(uint64_t unique, uint32_t written) {
            if (answering) {
                answer(unique, written);
            } else if (held_count < 256) {
                held[held_count].unique = unique;
                held[held_count++].written = written;
                puts("held");
                fflush(stdout);
            }
        }

        static struct fuse_attr attributes(uint64_t inode) {
            struct fuse_attr attr = { .ino = inode, .size = 4096, .blocks = 8, .nlink = 1, .blksize = 4096 };
            attr.mode = inode == 1 ? S_IFDIR | 0755 : S_IFREG | 0666;
            return attr;
        }

        static uint64_t find(const char *name) {
            for (int index = 0; index < file_count; index++) {
                if (!strcmp(files[index].name, name)) {
                    return index + 2;
                }
            }
            snprintf(files[file_count].name, sizeof files[0].name, "%s", name);
            return file_count++ + 2;
        }

        int main(int count, char **arguments) {
            char options[128];
            static char buffer[1 << 20];
            fuse = open("/dev/fuse", O_RDWR | O_CLOEXEC);
            snprintf(options, sizeof options, "fd=%d,rootmode=40755,user_id=0,group_id=0,allow_other", fuse);
            if (fuse < 0 || mount("stuck", arguments[1], "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
                printf("%s\n", strerror(errno));
                return 1;
            }

            puts("ready");
            fflush(stdout);
            struct pollfd polled[2] = { { fuse, POLLIN, 0 }, { 0, POLLIN, 0 } };
            while (poll(polled, 2, -1) > 0) {
                if (polled[1].revents) {
                    if (read(0, buffer, sizeof buffer) <= 0) {
                        break;
                    }
                    answering = 1;
                    while (held_count > 0) {
                        held_count--;
                        answer(held[held_count].unique, held[held_count].written);
                    }
                }
                if (!polled[0].revents) {
                    continue;
                }
                if (read(fuse, buffer, sizeof buffer) <= 0) {
                    if (errno == ENODEV) {
                        break;
                    }
                    continue;
                }

                struct fuse_in_header *header = (struct fuse_in_header *)buffer;
                void *body = buffer + sizeof *header;
                switch (header->opcode) {
                    case FUSE_INIT: {
                        struct fuse_init_out out = { .major = FUSE_KERNEL_VERSION, .minor = 31, .max_background = 512,
                            .congestion_threshold = 512, .max_write = 1 << 16, .time_gran = 1 };
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_LOOKUP: {
                        uint64_t inode = find(body);
                        struct fuse_entry_out out = { .nodeid = inode, .attr = attributes(inode) };
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_GETATTR:
                    case FUSE_SETATTR: {
                        struct fuse_attr_out out = { .attr_valid = 1000, .attr = attributes(header->nodeid) };
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_OPEN: {
                        struct fuse_open_out out = { .fh = 1, .open_flags = FOPEN_KEEP_CACHE };
                        if (files[header->nodeid - 2].opened++) {
                            out.open_flags |= FOPEN_DIRECT_IO;
                        }
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_OPENDIR: {
                        struct fuse_open_out out = { .fh = 1 };
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_STATFS: {
                        struct fuse_statfs_out out = { .st = { .blocks = 1, .bsize = 512, .frsize = 512, .namelen = 255 } };
                        reply(header->unique, 0, &out, sizeof out);
                        break;
                    }
                    case FUSE_READ:
                        if (strncmp(files[header->nodeid - 2].name, "silent", 6)) {
                            static const char page[4096];
                            reply(header->unique, 0, page, sizeof page);
                        } else {
                            hold(header->unique, 0);
                        }
                        break;
                    case FUSE_WRITE:
                        hold(header->unique, ((struct fuse_write_in *)body)->size);
                        break;
                    case FUSE_RELEASE:
                    case FUSE_RELEASEDIR:
                    case FUSE_READDIR:
                    case FUSE_FLUSH:
                    case FUSE_FSYNC:
                        reply(header->unique, 0, 0, 0);
                        break;
                    case FUSE_FORGET:
                    case FUSE_BATCH_FORGET:
                    case FUSE_INTERRUPT:
                        break;
                    default:
                        reply(header->unique, -ENOSYS, 0, 0);
                        break;
                }
            }

            umount2(arguments[1], MNT_DETACH);
            return 0;
        }
        """;
}
