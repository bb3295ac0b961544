#!/bin/sh
# All measurements that need a GPU. From the repository's root, in a few minutes:
#   sh nbs/experiments/gpu.sh
# With ROOT, the folder of the data, it goes on to whole benchmarks of thirty methods, which take hours; stopped, they go on where they were.
# The notebooks read what it writes to nbs/experiments/results/; rows that are not there yet say so.
set -eu
out=nbs/experiments/results
# 32 Conv4 teachers, batched against the sequential float32 reference; and the alternatives for each part
tgr bench inversion --teachers 32 --images-per-class 30 --iters 60 --repeats 3 --parts --device cuda --out $out/inversion_cuda.json
# a zoo of 100 Conv4 teachers, 60 pictures a class, with the default method and number of steps
tgr bench inversion --teachers 100 --images-per-class 60 --iters 30 --method shared --width 32 --repeats 1 --no-reference --device cuda --out $out/inversion_zoo_cuda.json
# the embedding of 100 tasks of 150 pictures, and groups of up to 10,000 models
tgr bench embedding --models 100 --device cuda --out $out/embedding_speed_cuda.json
tgr bench grouping --models 100 1000 10000 --numbers 256 8000 --embedding $out/embedding_fidelity.safetensors --device cuda --out $out/grouping_scaling_cuda.json
# the meta-gradient against a plain loop: as it is, as a CUDA graph, compiled
tgr bench meta --learner maml anil protonet ridge --tasks 16 --device cuda --out $out/meta_speed_cuda.json
# a larger grid of settings, and the agreement of gradients at the paper's size, on a zoo of CIFAR-FS (needs a run with its bank, and the data)
if [ -n "${RUN:-}" ] && [ -n "${ROOT:-}" ]; then
  tgr bench sensitivity --run "$RUN" --data cifar-fs --root "$ROOT" --groups 1 2 3 5 8 --tasks 2 4 8 --betas 0 0.0001 0.001 0.01 0.1 --replay 0 4 16 64 --steps 1000 --episodes 600 --seeds 0 1 2 3 4 --work work/sensitivity --device cuda --out $out/sensitivity_cuda.json
  tgr bench alignment --run "$RUN" --betas 0.001 0.01 0.1 --steps 1000 --work work/alignment --device cuda --out $out/gradient_alignment_cuda.json
fi
# every method on CIFAR-FS, a hundred teachers, five seeds, three learning rates to choose from (needs the data; goes on where it was stopped)
if [ -n "${ROOT:-}" ]; then
  tgr bench cifarfs --root "$ROOT" --models 100 --images-per-class 60 --steps 300 --seeds 0 1 2 3 4 --rates 0.001 0.002 0.004 --out work/cifarfs --device cuda && cp work/cifarfs/results.json $out/cifarfs_cuda.json
  # some rows once more, on pictures that other teachers of the same class have judged, and wider learners
  tgr bench cifarfs --root "$ROOT" --zoo work/cifarfs/zoo --models 100 --images-per-class 60 --judges 1 --steps 300 --seeds 0 1 2 3 4 --rates 0.001 0.002 0.004 --rows 'plain training' TGR 'relations, classified' 'relations, classified, answers' wide mirrored real --out work/cifarfs_judges --device cuda && cp work/cifarfs_judges/results.json $out/cifarfs_judges_cuda.json
  # zoos of several domains (ROOT holds cifar-fs, mini-imagenet and cub), of several architectures, and like models exchanged for unlike ones
  tgr bench domains --domains cifar-fs mini-imagenet cub --root "$ROOT" --models 30 --size 84 --steps 600 --rows part 'plain training' --seeds 0 1 2 3 4 --out work/domains --device cuda && cp work/domains/results.json $out/domains_cuda.json
  tgr bench architectures --data cifar-fs --root "$ROOT" --models 20 --steps 600 --rows part 'plain training' --seeds 0 1 2 3 4 --out work/architectures --device cuda && cp work/architectures/results.json $out/architectures_cuda.json
  tgr bench tradeoff --domains cifar-fs glyphs mini-imagenet --root "$ROOT" --models 40 --steps 600 --seeds 0 1 2 3 4 --out work/tradeoff --device cuda && cp work/tradeoff/results.json $out/tradeoff_cuda.json
fi
