using CsCheck;
using Psutil.Platforms.Unix;

namespace Psutil.Tests;

public class SocketOwnersTests
{
    [Fact]
    public void NobodyHoldsAnythingBeforeAnythingWasAdded()
    {
        using SocketOwners owners = new();
        Assert.Empty(Find(owners, 1));
        owners.Index();
        Assert.Empty(Find(owners, 1));
    }

    [Fact]
    public void HoldersComeOutAsTheyWereAdded() =>
        Gen.Select(Gen.ULong[0, 50], Gen.Int, Gen.Int)
            .List[0, 3000]
            .Sample(
                entries =>
                {
                    using SocketOwners owners = new();
                    foreach ((ulong inode, int pid, int descriptor) in entries)
                    {
                        owners.Add(inode, pid, descriptor);
                    }

                    owners.Index();
                    for (ulong inode = 0; inode <= 51; inode++)
                    {
                        Assert.Equal(
                            entries.Where(entry => entry.Item1 == inode).Select(entry => (entry.Item2, entry.Item3)),
                            Find(owners, inode)
                        );
                    }
                },
                iter: 50
            );

    private static List<(int, int)> Find(SocketOwners owners, ulong inode)
    {
        List<(int, int)> found = [];
        int cursor = 0;
        while (owners.TryNext(inode, ref cursor, out int pid, out int descriptor))
        {
            found.Add((pid, descriptor));
        }

        return found;
    }
}
