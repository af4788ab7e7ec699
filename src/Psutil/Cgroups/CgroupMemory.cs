namespace Psutil;

/// <summary>
/// The memory of a cgroup with its descendants, its limits and the events of reaching them. A value that the kernel or the kind of group
/// does not have is null: the root group of version 2 has no limits and no <see cref="Current"/>.
/// </summary>
public sealed record CgroupMemory
{
    /// <summary>All memory in use, in bytes, page cache included. v2: <c>memory.current</c>. v1: <c>memory.usage_in_bytes</c>.</summary>
    public long? Current { get; init; }

    /// <summary>The most that was in use, in bytes. v2: <c>memory.peak</c> (Linux 5.19). v1: <c>memory.max_usage_in_bytes</c>.</summary>
    public long? Peak { get; init; }

    /// <summary>Anonymous memory, in bytes. <c>memory.stat</c>: <c>anon</c> (v2), <c>total_rss</c> (v1).</summary>
    public long? Anonymous { get; init; }

    /// <summary>
    /// Page cache, shared memory and tmpfs included, in bytes. <c>memory.stat</c>: <c>file</c> (v2), <c>total_cache</c> (v1).
    /// </summary>
    public long? File { get; init; }

    /// <summary>
    /// The part of <see cref="File"/> that is shared memory and tmpfs, in bytes. <c>memory.stat</c>: <c>shmem</c> (v2), <c>total_shmem</c>
    /// (v1).
    /// </summary>
    public long? Shared { get; init; }

    /// <summary>
    /// Memory of the kernel, in bytes: <see cref="Slab"/>, stacks and page tables included. v2: <c>kernel</c> of <c>memory.stat</c> (Linux
    /// 5.18). v1: <c>memory.kmem.usage_in_bytes</c>.
    /// </summary>
    public long? Kernel { get; init; }

    /// <summary>The kernel's objects, such as inodes and directory entries, in bytes. v2: <c>slab</c> of <c>memory.stat</c>.</summary>
    public long? Slab { get; init; }

    /// <summary>
    /// Page cache that was not used for a while, in bytes, which the kernel frees first: <c>docker stats</c> shows <see cref="Current"/>
    /// without it. <c>memory.stat</c>: <c>inactive_file</c> (v2), <c>total_inactive_file</c> (v1).
    /// </summary>
    public long? InactiveFile { get; init; }

    /// <summary>Swap in use, in bytes. v2: <c>memory.swap.current</c>. v1: <c>total_swap</c> of <c>memory.stat</c>.</summary>
    public long? Swap { get; init; }

    /// <summary>
    /// The limit, in bytes, beyond which the kernel ends processes of the group; null also if there is none. v2: <c>memory.max</c>. v1:
    /// <c>memory.limit_in_bytes</c>.
    /// </summary>
    public long? Limit { get; init; }

    /// <summary>
    /// The limit, in bytes, beyond which the kernel slows the group down and reclaims its memory; null also if there is none. v2:
    /// <c>memory.high</c>.
    /// </summary>
    public long? HighLimit { get; init; }

    /// <summary>
    /// The limit of swap, in bytes; null also if there is none. v2: <c>memory.swap.max</c>. v1: <c>memory.memsw.limit_in_bytes</c> without
    /// <see cref="Limit"/>.
    /// </summary>
    public long? SwapLimit { get; init; }

    /// <summary>How often the group was slowed down at <see cref="HighLimit"/>. v2: <c>high</c> of <c>memory.events</c>.</summary>
    public long? HighEvents { get; init; }

    /// <summary>
    /// How often the group was about to exceed <see cref="Limit"/>. v2: <c>max</c> of <c>memory.events</c>. v1: <c>memory.failcnt</c>, of
    /// the group without its descendants.
    /// </summary>
    public long? MaxEvents { get; init; }

    /// <summary>How often an allocation was about to fail at the limit. v2: <c>oom</c> of <c>memory.events</c>.</summary>
    public long? OomEvents { get; init; }

    /// <summary>
    /// How many processes the OOM killer ended. v2: <c>oom_kill</c> of <c>memory.events</c>. v1: <c>oom_kill</c> of
    /// <c>memory.oom_control</c> (Linux 4.13), of the group without its descendants.
    /// </summary>
    public long? OomKills { get; init; }
}
