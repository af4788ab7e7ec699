using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Tests.Linux;

public class BtfTests
{
    private const int InCircles = 3;

    [Theory]
    [InlineData("pid", 0, 4)]
    [InlineData("name", 4, 16)]
    [InlineData("name[5]", 9, 1)]
    [InlineData("next", 24, 8)]
    [InlineData("node.first", 32, 8)]
    [InlineData("node.second", 40, 8)]
    [InlineData("inside", 48, 4)]
    [InlineData("deeper", 52, 4)]
    [InlineData("counters[0].value", 56, 8)]
    [InlineData("counters[2].value", 88, 8)]
    [InlineData("counters[2].parts", 96, 8)]
    [InlineData("table[1][2]", 124, 4)]
    [InlineData("rest[9]", 176, 4)]
    public void AFieldIsFoundByItsPath(string path, int offset, int size) => Assert.Equal(new BtfField(offset, size), Find(path));

    [Theory]
    [InlineData("first", 136, 0, 3)]
    [InlineData("second", 136, 3, 6)]
    [InlineData("third", 137, 1, 1)]
    public void ABitFieldIsFoundWithItsBits(string path, int offset, int firstBit, int bitCount)
    {
        BtfField? field = Find(path);
        Assert.Equal(new BtfField(offset, 4, firstBit, bitCount), field);
        Assert.False(field!.Value.IsLoadable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("absent")]
    [InlineData("pi")]
    [InlineData("pidd")]
    [InlineData("pid.")]
    [InlineData(".pid")]
    [InlineData("pid.more")]
    [InlineData("pid[0]")]
    [InlineData("node.")]
    [InlineData("node..first")]
    [InlineData("next.first")]
    [InlineData("name[16]")]
    [InlineData("name[]")]
    [InlineData("name[-1]")]
    [InlineData("name[1")]
    [InlineData("name[1]x")]
    [InlineData("name[99999999999]")]
    [InlineData("rest[4000000000]")]
    [InlineData("first.more")]
    [InlineData("nothing")]
    public void WhatIsNotThereIsNotFound(string path) => Assert.Null(Find(path));

    [Fact]
    public void ATypeIsFoundByItsKindAndWholeName()
    {
        Btf btf = Parse(Sample());
        Assert.NotEqual(0, btf.FindType(BtfKind.Structure, "task"));
        Assert.NotEqual(0, btf.FindType(BtfKind.Function, "task"));
        Assert.NotEqual(btf.FindType(BtfKind.Structure, "task"), btf.FindType(BtfKind.Function, "task"));
        Assert.Equal(0, btf.FindType(BtfKind.Union, "task"));
        Assert.Equal(0, btf.FindType(BtfKind.Structure, "tas"));
        Assert.Equal(0, btf.FindType(BtfKind.Structure, "tasks"));
    }

    [Fact]
    public void EachOfManyTypesIsFound()
    {
        // Types of different lengths: a structure of n % 5 members after each integer.
        const int Pairs = 100;
        BtfBytes bytes = new();
        for (int n = 1; n <= Pairs; n++)
        {
            int integer = bytes.Integer($"i{n}", n);
            Assert.Equal(2 * n, bytes.Structure($"s{n}", n, [.. Enumerable.Repeat(new BtfBytes.Member("m", integer, 8), n % 5)]));
        }

        Btf btf = Parse(bytes.Build());
        Assert.Equal((2 * Pairs) + 1, btf.Count);
        for (int n = 1; n <= Pairs; n++)
        {
            Assert.Equal((2 * n) - 1, btf.FindType(BtfKind.Integer, $"i{n}"));
            Assert.Equal(2 * n, btf.FindType(BtfKind.Structure, $"s{n}"));
            Assert.True(btf.TryGetSize((2 * n) - 1, out int size));
            Assert.Equal(n, size);
            Assert.Equal(n % 5 > 0, btf.TryGetField(2 * n, "m", out BtfField field));
            Assert.Equal(n % 5 > 0 ? new BtfField(1, n) : default, field);
        }
    }

    [Fact]
    public void AFieldIsTakenByTheFirstNameThatTheKernelHas()
    {
        BtfFieldFinder find = new(Parse(Sample()));
        Assert.Equal(0, find.Find("task", "__pid", "pid").Offset);
        Assert.Null(find.FindOptional("task", "absent"));
        Assert.Null(find.FindOptional("absent", "pid"));

        // A structure and a bit field are no load's business.
        Assert.Null(find.FindOptional("task", "node"));
        Assert.Null(find.FindOptional("task", "first"));
        Assert.Equal(32, find.FindOffset("task", "node"));
        Assert.Equal(16, find.FindSize("list"));
        Assert.Null(find.Missing);
        Assert.NotEqual(0, find.FindFunction("task"));
        Assert.Equal(default, find.Find("task", "one", "two"));
        Assert.Equal(default, find.Find("task", "three"));
        Assert.Equal("task.one", find.Missing);
    }

    [Fact]
    public void WhatGoesInCirclesIsNotFound()
    {
        // typedef 1 -> 2 -> 1; a structure that holds itself without a name, many times over; an array of itself.
        BtfBytes bytes = new();
        bytes.Named(BtfKind.TypeDefinition, "a", 2);
        bytes.Named(BtfKind.Const, "b", 1);
        BtfBytes.Member[] members = [.. Enumerable.Repeat(new BtfBytes.Member("", InCircles, 0), 1000)];
        Assert.Equal(InCircles, bytes.Structure("s", 8, [.. members, new BtfBytes.Member("x", 1, 0), new BtfBytes.Member("y", 4, 0)]));
        bytes.Array(4, 2);
        Btf btf = Parse(bytes.Build());
        Assert.False(btf.TryGetField(InCircles, "absent", out _));
        Assert.False(btf.TryGetField(InCircles, "x", out _));
        Assert.False(btf.TryGetField(InCircles, "y[1]", out _));
        Assert.False(btf.TryGetSize(4, out _));
    }

    [Fact]
    public void NumbersThatAreTooLargeAreNoOffsets()
    {
        BtfBytes bytes = new();
        int integer = bytes.Integer("int", 4);
        int huge = bytes.Array(integer, -1);
        int hugeOfHuge = bytes.Array(huge, -1);
        int type = bytes.Structure("s", -1, new("far", integer, -1), new("huge", huge, 0), new("more", hugeOfHuge, 0), new("none", 999, 0));
        Btf btf = Parse(bytes.Build());
        Assert.All(["far", "huge", "huge[4294967294]", "more", "more[4294967294][4294967294]", "none"], path =>
            Assert.False(btf.TryGetField(type, path, out _), path)
        );
        Assert.False(btf.TryGetSize(type, out _));
        Assert.True(btf.TryGetField(type, "huge[3]", out BtfField field));
        Assert.Equal(12, field.Offset);
    }

    [Fact]
    public void NoBytesMakeItThrow() => HostileInput.NeverThrows(Sample(), bytes =>
        {
            if (Btf.TryParse(bytes, out Btf? btf, out string? malformed))
            {
                Assert.All(["pid", "name[5]", "deeper", "counters[2].value", "table[1][2]", "third"], path =>
                {
                    for (int type = -1; type <= btf.Count; type++)
                    {
                        btf.TryGetField(type, path, out _);
                    }
                });
            }
            else
            {
                Assert.NotNull(malformed);
            }
        });

    [Theory]
    [InlineData(0, "BTF header")]
    [InlineData(23, "BTF header")]
    [InlineData(24, "BTF sections")]
    public void AFileCutShortIsMalformed(int length, string what)
    {
        Assert.False(Btf.TryParse(Sample().AsMemory(0, length), out _, out string? malformed));
        Assert.Equal(what, malformed);
    }

    [Fact]
    public void AnUnknownKindOfTypeIsMalformed()
    {
        // What follows it could not be found.
        BtfBytes bytes = new();
        bytes.Integer("int", 4);
        bytes.Named((BtfKind)31, "new", 1);
        Assert.False(Btf.TryParse(bytes.Build(), out _, out string? malformed));
        Assert.Equal("BTF type 2", malformed);
    }

    private static BtfField? Find(string path)
    {
        Btf btf = Parse(Sample());
        return btf.TryGetField(btf.FindType(BtfKind.Structure, "task"), path, out BtfField field) ? field : null;
    }

    private static Btf Parse(byte[] bytes)
    {
        Assert.True(Btf.TryParse(bytes, out Btf? btf, out string? malformed), malformed);
        return btf;
    }

    /*
     * struct list { struct list *first, *second; };
     * struct counter { long value; int *parts; };
     * struct task {
     *     int pid; const char name[16]; struct task *next; struct list node;
     *     union { pid_t inside; struct { char pad[4]; int deeper; }; };   // anonymous in anonymous
     *     struct counter counters[3]; int table[2][3];
     *     unsigned first : 3, second : 6, third : 1; int rest[];
     * };
     */
    private static byte[] Sample()
    {
        BtfBytes bytes = new();
        int character = bytes.Integer("char", 1);
        int integer = bytes.Integer("int", 4);
        int wide = bytes.Integer("long", 8);
        int number = bytes.Named(BtfKind.TypeDefinition, "pid_t", bytes.Named(BtfKind.Volatile, "", integer));
        int pointer = bytes.Pointer(integer);
        int name = bytes.Named(BtfKind.Const, "", bytes.Array(character, 16));
        bytes.Enumeration("color", 4, "red", "green");
        int prototype = bytes.Named(BtfKind.FunctionPrototype, "", 0);
        bytes.Named(BtfKind.Function, "task", prototype);
        int list = bytes.Structure("list", 16, new("first", pointer, 0), new("second", pointer, 64));
        int counter = bytes.Structure("counter", 16, new("value", wide, 0), new("parts", pointer, 64));
        int inner = bytes.Structure("", 8, new("pad", bytes.Array(character, 4), 0), new("deeper", integer, 32));
        int union = bytes.Union("", 8, new("inside", number, 0), new("", inner, 0));
        int table = bytes.Array(bytes.Array(integer, 3), 2);
        int rest = bytes.Array(integer, 0);
        int counters = bytes.Array(counter, 3);
        bytes.Structure(
            "task",
            140,
            new("pid", integer, 0),
            new("name", name, 32),
            new("next", pointer, 24 * 8),
            new("node", list, 32 * 8),
            new("", union, 48 * 8),
            new("counters", counters, 56 * 8),
            new("table", table, 104 * 8),
            new("first", integer, 136 * 8, 3),
            new("second", integer, (136 * 8) + 3, 6),
            new("third", integer, (136 * 8) + 9, 1),
            new("rest", rest, 140 * 8)
        );
        return bytes.Build();
    }
}
