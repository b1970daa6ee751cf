/* SPDX-License-Identifier: Apache-2.0 */
#include "model_file.h"

#include "unit.h"

/* The file is refused with the message, "FILE" standing for its name in it. The bytes are freed. */
static void refused(struct model_file *file, const char *wanted)
{
    char path[64], message[600];
    hearsay_error error = {0};
    ck_assert_ptr_null(model_open(&memory, file, path, &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_MODEL);
    snprintf(message, sizeof message, "'%s' %s", path, wanted);
    ck_assert_str_eq(error.message, message);
    free(file->data);
}

/* The same once the checksum is right again. */
static void refused_sealed(struct model_file *file, const char *wanted)
{
    model_seal(file);
    refused(file, wanted);
}

static struct hs_model *whole(void)
{
    struct model_file file = model_whole();
    char path[64];
    hearsay_error error = {0};
    struct hs_model *model = model_open(&memory, &file, path, &error);
    ck_assert_msg(model != NULL, "%s", error.message);
    free(file.data);
    return model;
}

START_TEST(a_whole_model_opens)
{
    struct hs_model *model = whole();
    ck_assert_uint_eq(hs_vocabulary_count(model->vocabulary), 16);
    ck_assert_uint_eq(model->upos_names.count, 3);
    ck_assert(hs_text_equal(model->relation_names.name[3], HS_TEXT("obj")));
    ck_assert_uint_eq(model->encoder.layer[5].up.out, HS_INNER);
    ck_assert_uint_eq(model->parser.rel.out, 4 * (HS_LABEL + 1));
}
END_TEST

START_TEST(totals_are_the_sums_of_columns)
{
    struct hs_model *model = whole();
    const struct hs_linear *linear = &model->encoder.layer[2].down;
    int sum = 0;
    for (size_t k = 0; k < linear->in; k++)
        sum += linear->weight[k * linear->out + 7];
    ck_assert_int_eq((int)linear->total[7], sum);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
    hearsay_error error = {0};
    ck_assert_ptr_null(hs_model_new(&memory, "/nowhere/x.model", &error));
    ck_assert_int_eq(error.status, HEARSAY_BAD_FILE);
    ck_assert_ptr_nonnull(strstr(error.message, "'/nowhere/x.model'"));
}
END_TEST

START_TEST(an_empty_file_is_no_model)
{
    struct model_file file = model_small();
    file.size = 0;
    refused(&file, "is no model");
}
END_TEST

START_TEST(another_magic_is_no_model)
{
    struct model_file file = model_small();
    file.data[0] = 'h';
    refused(&file, "is no model");
}
END_TEST

START_TEST(half_a_header)
{
    struct model_file file = model_small();
    file.size = 40;
    refused(&file, "is cut short: there is no whole header");
}
END_TEST

START_TEST(a_file_cut_short_says_where)
{
    struct model_file file = model_small();
    char wanted[80];
    snprintf(wanted, sizeof wanted, "is cut short: 100 of %zu bytes", file.size);
    file.size = 100;
    refused(&file, wanted);
}
END_TEST

START_TEST(bytes_behind_the_end)
{
    struct model_file file = model_small();
    file.size += 64;
    refused(&file, "goes on behind its end");
}
END_TEST

START_TEST(another_version)
{
    struct model_file file = model_small();
    model_put(&file, 8, 3, 4);
    refused(&file, "is of version 3, wanted 1");
}
END_TEST

START_TEST(one_bit_is_damage)
{
    struct model_file file = model_small();
    file.data[file.size - 1] ^= 1;
    refused(&file, "is damaged: the checksum differs");
}
END_TEST

START_TEST(a_table_longer_than_the_file)
{
    struct model_file file = model_small();
    file.count = 1000000;
    refused_sealed(&file, "is damaged: the table leads out of the file");
}
END_TEST

START_TEST(a_name_without_an_end)
{
    struct model_file file = model_small();
    memset(model_row(&file, 1), 'x', MODEL_NAME);
    refused_sealed(&file, "is damaged: a name without an end");
}
END_TEST

/* One number of the second row of the table, wrong. */
static void refused_row(size_t at, uint64_t value, size_t size, const char *wanted)
{
    struct model_file file = model_small();
    model_put(&file, MODEL_HEADER + MODEL_ROW + at, value, size);
    refused_sealed(&file, wanted);
}

START_TEST(rows_of_the_table_are_tested)
{
    static const char *const leads_out = "is damaged: 'second' leads out of the file";
    static const char *const differs = "is damaged: 'second' has a shape and a size that differ";
    refused_row(MODEL_TYPE, 3, 4, "is damaged: 'second' has an unknown type");
    refused_row(MODEL_RANK, 0, 4, "is damaged: 'second' has an unknown rank");
    refused_row(MODEL_RANK, 5, 4, "is damaged: 'second' has an unknown rank");
    refused_row(MODEL_OFFSET, 1 << 30, 8, leads_out);
    refused_row(MODEL_OFFSET, UINT64_MAX - 63, 8, leads_out);
    refused_row(MODEL_OFFSET, 65, 8, leads_out);
    refused_row(MODEL_SIZE, 1 << 30, 8, leads_out);
    refused_row(MODEL_SIZE, UINT64_MAX, 8, leads_out);
    refused_row(MODEL_SIZE, 5, 8, differs);
    refused_row(MODEL_SHAPE, 5, 4, differs);
    refused_row(MODEL_SHAPE, UINT32_MAX, 4, differs);
    refused_row(MODEL_SHAPE + 12, 2, 4, differs);
}
END_TEST

START_TEST(a_tensor_that_is_missing)
{
    struct model_file file = model_whole();
    memcpy(model_row(&file, model_find(&file, "roles.out.bias")), "roles.out.bios", 14);
    refused_sealed(&file, "is damaged: 'roles.out.bias' is missing");
}
END_TEST

START_TEST(a_tensor_of_another_shape)
{
    struct model_file file = model_whole();
    uint32_t number = model_find(&file, "upos.weight");
    const uint32_t shape[2] = {3, HS_WIDTH};
    memcpy(model_row(&file, number) + MODEL_SHAPE, shape, sizeof shape);
    refused_sealed(&file, "is damaged: 'upos.weight' has another type or shape");
}
END_TEST

/* Other bytes in a text of the model. */
static void refused_text(const char *name, const char *text, const char *wanted)
{
    struct model_file file = model_whole();
    uint64_t begin;
    memcpy(&begin, model_row(&file, model_find(&file, name)) + MODEL_OFFSET, sizeof begin);
    memcpy(file.data + begin, text, strlen(text));
    refused_sealed(&file, wanted);
}

START_TEST(texts_are_tested)
{
    refused_text("lemmas", "said VBD", "is damaged: 'lemmas' holds a line that is none");
    refused_text("labels.upos", "NO\nN", "is damaged: 'upos.weight' has another type or shape");
}
END_TEST

int main(void)
{
    const TTest *const test[] = {
        a_whole_model_opens,
        totals_are_the_sums_of_columns,
        a_file_that_is_not_there,
        an_empty_file_is_no_model,
        another_magic_is_no_model,
        half_a_header,
        a_file_cut_short_says_where,
        bytes_behind_the_end,
        another_version,
        one_bit_is_damage,
        a_table_longer_than_the_file,
        a_name_without_an_end,
        rows_of_the_table_are_tested,
        a_tensor_that_is_missing,
        a_tensor_of_another_shape,
        texts_are_tested,
    };
    return run("model", test, sizeof test / sizeof *test);
}
