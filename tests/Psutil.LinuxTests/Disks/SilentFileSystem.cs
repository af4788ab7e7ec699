using System.Diagnostics;
using Psutil.LinuxTests.Abi;

namespace Psutil.LinuxTests;

/// <summary>
/// A mounted file system that never answers how full it is, as that of a server that has died: a small program that speaks the kernel's
/// FUSE protocol. The test is skipped where that cannot be had.
/// </summary>
internal sealed class SilentFileSystem : IDisposable
{
    public const int Blocks = 1000;
    public const int FreeBlocks = 600;
    public const int AvailableBlocks = 500;
    public const int Files = 10;
    public const int FreeFiles = 4;
    public const int FragmentSize = 512;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("psutil-silent-");
    private readonly System.Diagnostics.Process? _server;
    private int _questions;

    /// <summary>Mounts one.</summary>
    /// <param name="owner">The only user who may look into it: all others, root included, are denied access.</param>
    /// <param name="countsThisProcess">
    /// Whether questions of this process count: not where other tests of it may ask meanwhile, and a program with the mark is meant.
    /// </param>
    public SilentFileSystem(int owner = 0, bool countsThisProcess = true)
    {
        try
        {
            Assert.SkipUnless(File.Exists("/dev/fuse"), "there is no /dev/fuse here");
            string program = CHeaders.Compile(_folder, Source);
            Path = _folder.CreateSubdirectory("mount").FullName;
            string parent = (countsThisProcess ? Environment.ProcessId : 0).ToString(CultureInfo.InvariantCulture);
            ProcessStartInfo start = new(program, [Path, $"{Mark.Name}={Mark.Value}", parent, owner.ToString(CultureInfo.InvariantCulture)])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            };
            _server = System.Diagnostics.Process.Start(start)!;
            string? line = _server.StandardOutput.ReadLine();
            Assert.SkipUnless(line == "ready", $"no FUSE file system can be mounted here: {line}");
            new Thread(CountQuestions) { IsBackground = true }.Start(_server.StandardOutput);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; } = "";

    /// <summary>What a program that a test starts has in its environment, so that its questions count.</summary>
    public (string Name, string? Value) Mark { get; } = ("PSUTIL_TEST_ASKER", Guid.NewGuid().ToString());

    /// <summary>
    /// How often this process, or a program with the mark, has asked how full it is. Others on the machine may ask too. The question of a
    /// program that has ended before the server reads it is not counted: the kernel takes it back, or its environment is gone.
    /// </summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>Answers all questions, those that wait and those to come.</summary>
    public void Answer()
    {
        _server!.StandardInput.WriteLine();
        _server.StandardInput.Flush();
    }

    /// <summary>Answers nothing at all any more, whatever is asked, until it is disposed of.</summary>
    public void Hang() => Machine.Local.Processes.Get(_server!.Id).Suspend();

    private void CountQuestions(object? output)
    {
        while (((StreamReader)output!).ReadLine() is not null)
        {
            Interlocked.Increment(ref _questions);
        }
    }

    public void Dispose()
    {
        if (_server is not null)
        {
            // At the end of its input the server unmounts itself; when it is gone, the kernel lets go of whoever still waits for it.
            Machine.Local.Processes.FromIdentity(new ProcessIdentity(_server.Id, null)).Resume();
            _server.StandardInput.Close();
            if (!_server.WaitForExit(Limit))
            {
                _server.Kill();
            }

            _server.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static string Source =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <linux/fuse.h>
            #include <poll.h>
            #include <stdio.h>
            #include <stdint.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mount.h>
            #include <sys/stat.h>
            #include <sys/uio.h>
            #include <unistd.h>
            #include <errno.h>

            static int fuse;
            static uint64_t waiting[64];
            static int waiting_count;
            static int answering;

            static void reply(uint64_t unique, int error, const void *data, size_t size) {
                struct fuse_out_header header = { .len = sizeof header + size, .error = error, .unique = unique };
                struct iovec parts[2] = { { &header, sizeof header }, { (void *)data, size } };
                (void)!writev(fuse, parts, size ? 2 : 1);
            }

            static void reply_statistics(uint64_t unique) {
                struct fuse_statfs_out out = { .st = { .blocks = {{Blocks}}, .bfree = {{FreeBlocks}}, .bavail = {{AvailableBlocks}}, .files = {{Files}}, .ffree = {{FreeFiles}},
                    .bsize = 4096, .frsize = {{FragmentSize}}, .namelen = 255 } };
                reply(unique, 0, &out, sizeof out);
            }

            /* Whether a thread that waits for its answer is the test's, or of a program with the test's mark. */
            static int is_ours(unsigned thread, const char *mark, const char *parent) {
                char path[64];
                static char environment[1 << 20];
                snprintf(path, sizeof path, "/proc/%s/task/%u", parent, thread);
                if (access(path, F_OK) == 0) {
                    return 1;
                }

                snprintf(path, sizeof path, "/proc/%u/environ", thread);
                int file = open(path, O_RDONLY);
                ssize_t length = 0, count;
                while ((count = read(file, environment + length, sizeof environment - length)) > 0) {
                    length += count;
                }

                close(file);
                return memmem(environment, length, mark, strlen(mark)) != 0;
            }

            int main(int count, char **arguments) {
                char options[128];
                static char buffer[1 << 20];
                fuse = open("/dev/fuse", O_RDWR);
                snprintf(options, sizeof options, "fd=%d,rootmode=40755,user_id=%s,group_id=0", fuse, arguments[count - 1]);
                if (fuse < 0 || mount("silent", arguments[1], "fuse", MS_NOSUID | MS_NODEV, options) != 0) {
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
                        while (waiting_count > 0) {
                            reply_statistics(waiting[--waiting_count]);
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
                    if (header->opcode == FUSE_INIT) {
                        struct fuse_init_out out = { .major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION, .max_write = 4096 };
                        reply(header->unique, 0, &out, sizeof out);
                    } else if (header->opcode == FUSE_STATFS) {
                        if (is_ours(header->pid, arguments[2], arguments[3])) {
                            puts("asked");
                            fflush(stdout);
                        }

                        if (answering) {
                            reply_statistics(header->unique);
                        } else if (waiting_count < 64) {
                            waiting[waiting_count++] = header->unique;
                        }
                    } else if (header->opcode == FUSE_GETATTR) {
                        struct fuse_attr_out out = { .attr = { .ino = 1, .mode = S_IFDIR | 0755, .nlink = 2 } };
                        reply(header->unique, 0, &out, sizeof out);
                    } else if (header->opcode != FUSE_INTERRUPT && header->opcode != FUSE_FORGET) {
                        reply(header->unique, -ENOSYS, 0, 0);
                    }
                }

                umount2(arguments[1], MNT_DETACH);
                return 0;
            }
            """
        );
}
